//! What the tests of all adapters share: a clock, the simulated tools' controls, and a server that misbehaves.

pub(crate) mod clock;
pub(crate) mod desk;
pub(crate) mod fault_server;
