/// What stands in the way of a gateway on this machine, and what to do about it.
///
/// Purpose: [Doctor] runs a list of checks, one file per theme. A check asks the [Machine] (files
/// below one root, so that tests build trees) and the configuration, and gives [Finding]s. What can
/// be found is [Id], which the table in README.md is compared with. A new check is a static method
/// `Situation -> List<Finding>`, a line in [Doctor], and its ids.
///
/// Allowed neighbours: `core` and the adapters whose code it shares (`serial` finds ports and their
/// holders, `file` knows what is durable, `gpio` knows sensors, `mqtt` connects), `config`.
///
/// The rule that must not break: nothing is changed, on this machine or at the broker, and a
/// running gateway does not notice. What cannot be looked at without harm, or without rights, is
/// said to be not checked.
package io.tidegate.gateway.doctor;
