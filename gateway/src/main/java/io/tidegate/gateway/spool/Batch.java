package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.List;

/// A batch in the making and under way: the steps, and which of them belong together. A part whose
/// steps are all done has happened even when a later one failed.
final class Batch {
  /// Some steps and what follows from them.
  interface Part {
    /// `loaded` is what the part's Load step brought, else null.
    void done(byte[] loaded, long nowNanos);

    /// `attempted` is false when none of its steps was tried.
    void failed(boolean attempted, DiskResult.Failed why, long nowNanos);
  }

  private record Span(int firstStep, int nextStep, Part part) {}

  final long id;
  private final List<DiskStep> steps = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();
  private int spanStart;

  Batch(long id) {
    this.id = id;
  }

  void step(DiskStep step) {
    steps.add(step);
  }

  /// The steps since the last part are this part's.
  void part(Part part) {
    spans.add(new Span(spanStart, steps.size(), part));
    spanStart = steps.size();
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  DiskBatch toDisk() {
    return new DiskBatch(id, List.copyOf(steps));
  }

  /// What is done is told in order, what failed in the opposite one: so what waits again does so in
  /// its old order.
  void answered(DiskResult result, long nowNanos) {
    int done = result instanceof DiskResult.Failed failed ? failed.step() : steps.size();
    List<Span> notDone = new ArrayList<>();
    int loads = 0;
    for (Span span : spans) {
      byte[] loaded = null;
      boolean whole = span.nextStep <= done;
      if (loads(span)) {
        loaded = result instanceof DiskResult.Done all ? all.loaded().get(loads++).bytes() : null;
        whole &= loaded != null;
      }
      if (whole) {
        span.part.done(loaded, nowNanos);
      } else {
        notDone.add(span);
      }
    }
    if (result instanceof DiskResult.Failed failed) {
      for (Span span : notDone.reversed()) {
        boolean attempted = span.firstStep <= done && done < span.nextStep;
        span.part.failed(attempted, failed, nowNanos);
      }
    }
  }

  private boolean loads(Span span) {
    return steps.subList(span.firstStep, span.nextStep).stream()
        .anyMatch(DiskStep.Load.class::isInstance);
  }

  /// Steps of this kind among the first `count`.
  long syncs(int count) {
    return steps.stream()
        .limit(count)
        .filter(
            step ->
                switch (step) {
                  case DiskStep.Sync _, DiskStep.SyncFolder _, DiskStep.WriteCursor _ -> true;
                  case DiskStep.Quarantine _ -> true;
                  case DiskStep.Append _, DiskStep.Unlink _, DiskStep.Load _ -> false;
                })
        .count();
  }

  /// Bytes handed to the disk by the first `count` steps.
  long writtenBytes(int count) {
    return steps.stream()
        .limit(count)
        .mapToLong(
            step ->
                switch (step) {
                  case DiskStep.Append append -> append.bytes().length;
                  case DiskStep.WriteCursor cursor -> cursor.bytes().length;
                  case DiskStep.Quarantine kept -> kept.bytes().length;
                  case DiskStep.Sync _, DiskStep.SyncFolder _ -> 0;
                  case DiskStep.Unlink _, DiskStep.Load _ -> 0;
                })
        .sum();
  }

  int size() {
    return steps.size();
  }
}
