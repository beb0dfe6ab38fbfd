//! Faults that wait for the request they are meant for.

use serde::Serialize;

use super::{Fault, Mishap};
use crate::tool::Tool;

/// The name that stands for every operation.
pub(crate) const ANY: &str = "any";

/// A fault that was ordered.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Plan {
    pub(crate) tool: Tool,
    pub(crate) operation: &'static str,
    /// The fault's name.
    #[serde(rename = "fault")]
    pub(crate) name: &'static str,
    /// How many matching requests are left to pass unharmed.
    pub(crate) after: u32,
    /// How many matching requests are left to be hit.
    pub(crate) count: u32,
    #[serde(skip)]
    pub(crate) mishap: Mishap,
}

/// The faults that were ordered and have not all happened yet, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Queue(Vec<Plan>);

impl Queue {
    /// Orders a fault.
    pub(crate) fn order(&mut self, plan: Plan) {
        self.0.push(plan);
    }

    /// What is left.
    pub(crate) fn plans(&self) -> &[Plan] {
        &self.0
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// What happens to a request: the oldest matching fault that is due.
    /// Faults that are not due yet count the request as passed.
    pub(crate) fn take(&mut self, tool: Tool, operation: &str) -> Option<Mishap> {
        let mut taken = None;
        for plan in self
            .0
            .iter_mut()
            .filter(|plan| plan.matches(tool, operation))
        {
            if plan.after > 0 {
                plan.after -= 1;
            } else if taken.is_none() {
                plan.count -= 1;
                taken = Some(plan.mishap.clone());
            }
        }
        self.0.retain(|plan| plan.count > 0);
        taken
    }
}

impl Plan {
    fn matches(&self, tool: Tool, operation: &str) -> bool {
        // A corruption under "any" waits for something to be saved.
        let operation_fits = match (&self.mishap.fault, self.operation) {
            (Fault::Corrupt(corruption), ANY) => {
                operation == tool.storing_operation(corruption.what)
            }
            (_, wanted) => wanted == ANY || wanted == operation,
        };
        self.tool == tool && operation_fits
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn plan(operation: &'static str, after: u32, count: u32, delay: u64) -> Plan {
        let mishap = Mishap {
            fault: Fault::EmptyBody,
            delay: Duration::from_millis(delay),
        };
        Plan {
            tool: Tool::Sevdesk,
            operation,
            name: "empty_body",
            after,
            count,
            mishap,
        }
    }

    fn delays(queue: &mut Queue, operation: &str, times: usize) -> Vec<Option<u128>> {
        (0..times)
            .map(|_| {
                queue
                    .take(Tool::Sevdesk, operation)
                    .map(|mishap| mishap.delay.as_millis())
            })
            .collect()
    }

    #[test]
    fn a_fault_hits_as_often_as_ordered_after_letting_some_pass() {
        let mut queue = Queue::default();
        queue.order(plan("unity", 1, 2, 7));
        assert_eq!(delays(&mut queue, "sev_user", 1), [None]);
        assert_eq!(
            delays(&mut queue, "unity", 4),
            [None, Some(7), Some(7), None]
        );
        assert!(queue.plans().is_empty());
    }

    #[test]
    fn faults_of_one_operation_happen_in_the_order_in_which_they_were_ordered() {
        let mut queue = Queue::default();
        queue.order(plan("unity", 0, 1, 1));
        queue.order(plan(ANY, 0, 1, 2));
        assert_eq!(delays(&mut queue, "unity", 3), [Some(1), Some(2), None]);
    }
}
