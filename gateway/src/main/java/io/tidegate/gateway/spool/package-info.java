/// Where messages wait until the broker has taken them, in memory first and on disk when it
/// matters.
///
/// Purpose: positions, lanes, commit blocks, segments, cursor, recovery, bounds. Pure: it returns
/// [DiskBatch]es and is told [DiskResult]s. The file format is STORE.md.
///
/// Allowed neighbours: the JDK only.
///
/// The rule that must not break: a position is released only by itself, never "everything before
/// it"; and nothing is called durable before the sync that covers it was answered.
package io.tidegate.gateway.spool;
