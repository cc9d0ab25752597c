/// What goes over the broker: topics, payloads, and the commands that come back.
///
/// Purpose: the one place where a topic is spelled and a payload is written.
///
/// Allowed neighbours: `io.tidegate.bridge`, `spool`'s [io.tidegate.gateway.spool.Key], and of
/// `device` its values only ([io.tidegate.gateway.device.Reading] and what it holds).
///
/// The rule that must not break: a board's own members leave as they came, in their order and with
/// the board's own text of each number.
package io.tidegate.gateway.topic;
