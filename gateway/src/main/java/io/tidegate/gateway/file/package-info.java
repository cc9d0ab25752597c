/// The spool's folder on a real disk.
///
/// Purpose: [SpoolFolder] opens and locks the folder and reads it for a recovery; [FileDisk]
/// performs the spool's batches on a thread of its own. Whoever starts a gateway does this, in this
/// order:
/// ```
/// SpoolFolder.open(path)                -> Opened(folder), or Refused(words for a person)
/// folder.durable(), folder.words()      -> what to put into SpoolLimits, and why not
/// folder.recover(limits, random, now, wall) -> Recovered.Ready(spool, ...) for the core
/// folder.disk(inbox)                    -> the core's Disk
/// disk.close(), folder.close()          -> at the end, in this order
/// ```
/// [FolderDump] shows a folder in words and needs none of this.
///
/// Allowed neighbours: `spool` for the steps, `core` for its ports and inputs, the JDK's files.
///
/// The rule that must not break: a step is reported as done only when the kernel said so, a sync is
/// never tried twice, and the steps of a batch stop at the first that fails.
package io.tidegate.gateway.file;
