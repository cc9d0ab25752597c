package io.tidegate.gateway.spool;

/// A message with its position in its chain, as a block holds it.
record StoredRecord(long position, Message message) {}
