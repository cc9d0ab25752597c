/// The gateway against real parts: pseudo-terminals, Mosquitto, a recording proxy between, the
/// process itself; and what the tests of the adapters share of it.
///
/// The rule that must not break: what is lost is judged by code that shares nothing with the
/// gateway.
package io.tidegate.gateway.system;
