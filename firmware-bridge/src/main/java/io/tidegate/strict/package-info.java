/// Files that people write, read strictly: one YAML file becomes a value, or a list of what is
/// wrong with it.
///
/// Purpose: [StrictFile]. Each program has a table of its [Key]s in a [FileKind]; names, types and
/// ranges are held against it here, so the gateway's configuration and the simulator's scenarios
/// are read by the same rules and refused in the same words. [Unit] and [Nearest] serve command
/// lines too.
///
/// Why here: both programs need it, neither may see the other, and this module is the only one that
/// both have. It has nothing to do with the link.
///
/// Allowed neighbours: snakeyaml-engine, which only splits the text into events and is seen by this
/// package alone.
///
/// The rule that must not break: whatever the file holds, there is an answer with file, line, key
/// and words; nothing throws.
package io.tidegate.strict;
