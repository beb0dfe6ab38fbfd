//! Every request waits for its turn.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use providers::{Budget, Outcome, Pace, Provider, ProviderError, Refusal};

use crate::sample::october;
use crate::support::{BOTH, REFERENCE, Tenant};

/// Counts turns and gives so many.
struct Counting {
    left: Mutex<usize>,
    given: Mutex<Vec<Budget>>,
}

impl Counting {
    fn new(left: usize) -> Arc<Self> {
        Arc::new(Self {
            left: Mutex::new(left),
            given: Mutex::default(),
        })
    }

    fn given(&self) -> usize {
        self.given.lock().unwrap().len()
    }
}

#[async_trait]
impl Pace for Counting {
    async fn turn(&self, budget: Budget) -> Result<(), ProviderError> {
        let mut left = self.left.lock().unwrap();
        if *left == 0 {
            let retry_after = Duration::from_secs(9);
            return Err(ProviderError::RateLimited { retry_after });
        }
        *left -= 1;
        self.given.lock().unwrap().push(budget);
        Ok(())
    }
}

#[tokio::test]
async fn requests_are_three_hundred_a_minute_apart() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let payload = october(tenant.customer("ACME GmbH").await);
        let pace = Counting::new(100);
        let hq = tenant.paced(pace.clone());
        let Outcome::Executed { remote_id } = hq.create(&payload, REFERENCE).await else {
            panic!("no draft");
        };
        assert_eq!(pace.given(), 1);
        tenant
            .complete(&hq, &remote_id, &payload, None)
            .await
            .unwrap();
        let state = tenant.state().await;
        let counted = state["requests"]["hq"].as_object().unwrap();
        let written = [
            "create_document",
            "add_position",
            "get_document",
            "get_positions",
            "get_elements",
        ];
        let asked: u64 = written
            .iter()
            .filter_map(|name| counted.get(*name)?.as_u64())
            .sum();
        assert_eq!(pace.given() as u64, asked);
        let expected = Budget {
            name: "hq",
            gap: Duration::from_millis(200),
        };
        assert!(
            pace.given
                .lock()
                .unwrap()
                .iter()
                .all(|budget| *budget == expected)
        );
    }
}

#[tokio::test]
async fn nothing_is_sent_without_a_turn() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let payload = october(tenant.customer("ACME GmbH").await);
        let retry_after = Duration::from_secs(9);
        let hq = tenant.paced(Counting::new(0));
        let not_sent = Outcome::NotExecuted(Refusal::RateLimited { retry_after });
        assert_eq!(hq.create(&payload, REFERENCE).await, not_sent);
        assert_eq!(tenant.count("create_document").await, 0);
        // One turn less than all lines need.
        let id = tenant.head(&payload).await;
        let whole = Counting::new(100);
        let probe = tenant.head(&payload).await;
        tenant
            .complete(&tenant.paced(whole.clone()), &probe, &payload, None)
            .await
            .unwrap();
        let hq = tenant.paced(Counting::new(whole.given() - 1));
        let stopped = tenant.complete(&hq, &id, &payload, None).await;
        assert_eq!(stopped, Err(ProviderError::RateLimited { retry_after }));
        assert_eq!(
            tenant.document(&id).await["positions"]
                .as_array()
                .unwrap()
                .len(),
            2
        );
    }
}
