//! Turns promises into tests.

/// Makes a test of each promise for each dialect.
macro_rules! for_each_office {
    ($($promise:ident),+ $(,)?) => {
        for_office!(sevdesk, crate::sevdesk::Account; $($promise),+);
        for_office!(lexware, crate::lexware::Company; $($promise),+);
        for_office!(hq_v1, crate::hq::Tenant<crate::hq::V1>; $($promise),+);
        for_office!(hq_v2, crate::hq::Tenant<crate::hq::V2>; $($promise),+);
    };
}

/// Makes a test of each promise for one dialect.
macro_rules! for_office {
    ($dialect:ident, $office:ty; $($promise:ident),+) => {
        mod $dialect {
            $(
                #[tokio::test]
                async fn $promise() {
                    super::$promise::<$office>().await;
                }
            )+
        }
    };
}
