//! Something that happens elsewhere at a moment of the engine, once.

use std::pin::Pin;
use std::sync::Mutex;

use async_trait::async_trait;
use billing::{EngineError, Moments, Phase};

type Event = Pin<Box<dyn Future<Output = ()> + Send>>;

pub struct AtMoment {
    phase: Phase,
    event: Mutex<Option<Event>>,
}

impl AtMoment {
    pub fn new(phase: Phase, event: impl Future<Output = ()> + Send + 'static) -> Self {
        Self {
            phase,
            event: Mutex::new(Some(Box::pin(event))),
        }
    }
}

#[async_trait]
impl Moments for AtMoment {
    async fn reached(&self, phase: Phase) -> Result<(), EngineError> {
        if phase == self.phase {
            let event = self.event.lock().unwrap().take();
            if let Some(event) = event {
                event.await;
            }
        }
        Ok(())
    }
}
