package io.tidegate.gateway.spool;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// The blocks of a chain that were found, as runs between which something is missing. Blocks of one
/// run follow each other by number and by the count of records before them.
final class BlockRuns {
  /// Segments are those of the first and last block.
  record Run(
      long firstNumber,
      long nextNumber,
      long firstPosition,
      long nextPosition,
      long recordsBefore,
      long recordsAfter,
      long lastSegment) {

    private boolean isFollowedBy(Run later) {
      return nextNumber == later.firstNumber && recordsAfter == later.recordsBefore;
    }

    private Run joined(Run later) {
      return new Run(
          firstNumber,
          later.nextNumber,
          firstPosition,
          later.nextPosition,
          recordsBefore,
          later.recordsAfter,
          later.lastSegment);
    }
  }

  private final TreeMap<Long, Run> byFirstNumber = new TreeMap<>();

  boolean contains(long number) {
    Map.Entry<Long, Run> run = byFirstNumber.floorEntry(number);
    return run != null && number < run.getValue().nextNumber;
  }

  void add(BlockHeader block, long segment) {
    Run run =
        new Run(
            block.number(),
            block.number() + 1,
            block.first(),
            block.next(),
            block.recordsBefore(),
            block.recordsBefore() + block.records(),
            segment);
    Map.Entry<Long, Run> before = byFirstNumber.lowerEntry(run.firstNumber);
    if (before != null && before.getValue().isFollowedBy(run)) {
      run = before.getValue().joined(run);
    }
    Run after = byFirstNumber.get(run.nextNumber);
    if (after != null && run.isFollowedBy(after)) {
      byFirstNumber.remove(after.firstNumber);
      run = run.joined(after);
    }
    byFirstNumber.put(run.firstNumber, run);
  }

  /// In ascending order of block numbers.
  Collection<Run> all() {
    return byFirstNumber.values();
  }
}
