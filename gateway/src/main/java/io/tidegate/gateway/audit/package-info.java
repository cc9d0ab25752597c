/// A consumer's view: whether readings are all there can be told from their keys alone.
///
/// Purpose: [Audit] counts what arrived, what came twice, what is missing, and what of it the
/// gateway announced.
///
/// Allowed neighbours: `io.tidegate.bridge` for JSON, `spool`'s
/// [io.tidegate.gateway.spool.Ranges].
///
/// The rule that must not break: it knows payloads and events only, never the gateway's state; what
/// it says a consumer could have said.
package io.tidegate.gateway.audit;
