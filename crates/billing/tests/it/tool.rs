//! The billing tools that are simulated, and their adapters.

use std::sync::Arc;

use providers::hq::Hq;
use providers::http::{Clients, TimeOuts};
use providers::lexware::{Access, Lexware};
use providers::sevdesk::Sevdesk;
use providers::{Address, FixedToken, Provider, Settings, Unpaced};
use sandbox::{HqOptions, LexwareOptions, SevdeskOptions};

use crate::clock::TestClock;

/// The tools, each for what only it does: finding by a marker and saving a draft as a whole; finding by what was sent and
/// copying drafts; writing line by line, with a marker and without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    Sevdesk,
    Lexware,
    HqV1,
    HqV2,
}

impl Tool {
    pub const ALL: [Self; 4] = [Self::Sevdesk, Self::Lexware, Self::HqV1, Self::HqV2];

    /// Its name in the sandbox.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sevdesk => "sevdesk",
            Self::Lexware => "lexware",
            Self::HqV1 | Self::HqV2 => "hq",
        }
    }

    /// Who has a draft in this tool.
    pub fn customer(self) -> &'static str {
        match self {
            Self::HqV2 => "Müller & Söhne GmbH",
            _ => "ACME GmbH",
        }
    }

    /// The request that makes a draft, as the sandbox calls it.
    pub fn creating(self) -> &'static str {
        match self {
            Self::Sevdesk => "save_invoice",
            Self::Lexware => "create_invoice",
            Self::HqV1 | Self::HqV2 => "create_document",
        }
    }

    pub fn adapter(
        self,
        base: &str,
        settings: Settings,
        clock: &Arc<TestClock>,
    ) -> Arc<dyn Provider> {
        let address = Address::parse(&format!("{base}/{}", self.name())).unwrap();
        let clients = Clients::new(TimeOuts::default()).unwrap();
        let hq = |token: &str| {
            let (tokens, pace) = (Arc::new(FixedToken(token.into())), Arc::new(Unpaced));
            let (address, settings) = (address.clone(), settings.clone());
            Hq::new(
                address,
                tokens,
                pace,
                settings,
                clients.clone(),
                clock.clone(),
            )
        };
        match self {
            Self::Sevdesk => {
                let token = SevdeskOptions::DEMO_TOKEN.into();
                Arc::new(Sevdesk::new(
                    address,
                    token,
                    settings,
                    clients,
                    clock.clone(),
                ))
            }
            Self::Lexware => {
                let access = Access {
                    gateway: address.clone(),
                    app: address,
                    tokens: Arc::new(FixedToken(LexwareOptions::DEMO_API_KEY.into())),
                    pace: Arc::new(Unpaced),
                    clients,
                    clock: clock.clone(),
                };
                Arc::new(Lexware::new(access, settings))
            }
            Self::HqV1 => Arc::new(hq(HqOptions::DEMO_V1_TOKEN)),
            Self::HqV2 => Arc::new(hq(HqOptions::DEMO_V2_TOKEN)),
        }
    }
}
