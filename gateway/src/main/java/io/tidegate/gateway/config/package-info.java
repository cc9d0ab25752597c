/// The configuration file: one YAML file becomes one [Configuration], or a list of what is wrong.
///
/// Purpose: [ConfigurationReader]. [Keys] is the one table of keys: the reader, the suggestions for
/// misspelt names and the documents' tests all use it. How a file is held against such a table, and
/// in which words it is refused, is `io.tidegate.strict`, which the simulator's scenarios share.
///
/// Allowed neighbours: the value types of `core`, `device`, `topic`, `mqtt`, `serial` and
/// `gpio`, which it fills in, and `io.tidegate.strict`.
///
/// The rule that must not break: whatever the file holds, there is an answer with file, line, key
/// and words; nothing throws, and no password is ever part of the words.
package io.tidegate.gateway.config;
