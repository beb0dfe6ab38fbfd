//! Server functions: what islands ask of the server.
