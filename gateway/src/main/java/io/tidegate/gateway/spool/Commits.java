package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Writes what waits for a commit: one block or more per chain, appended and synced, a new segment
/// where the old one is full or a write to it has failed.
final class Commits {
  private static final int RANGES_PER_BLOCK = 64;

  private final Store store;
  private final Holding holding;
  private final Savepoints savepoints;
  private List<Key> durable = new ArrayList<>();

  private int segmentsOpened;

  Commits(Store store, Holding holding, Savepoints savepoints) {
    this.store = store;
    this.holding = holding;
    this.savepoints = savepoints;
  }

  /// Keys that became durable since the last call.
  List<Key> takeDurable() {
    List<Key> taken = durable;
    durable = new ArrayList<>();
    return taken;
  }

  /// How many segments of the normal chain were begun since the last call.
  int takeSegmentsOpened() {
    int taken = segmentsOpened;
    segmentsOpened = 0;
    return taken;
  }

  /// Adds the steps that make everything that waits durable.
  void plan(Batch batch, long nowNanos) {
    List<List<List<Entry>>> blocksByChain = new ArrayList<>();
    int blocks = 0;
    for (ChainState chain : store.chains()) {
      blocksByChain.add(split(chain.takePending()));
      blocks += blocksByChain.getLast().size();
    }
    store.marks.commitBegins();
    List<Mark> marks = blocks == 1 ? store.marks.forOnlyBlock() : List.of();
    boolean marksWritten = blocks == 1 && marks.size() <= Block.MARKS_MAX;
    int i = 0;
    for (ChainState chain : store.chains()) {
      plan(chain, blocksByChain.get(i++), marksWritten ? marks : List.of(), batch, nowNanos);
    }
    batch.part(new MarksPart(marksWritten));
  }

  private List<List<Entry>> split(List<Entry> entries) {
    List<List<Entry>> blocks = new ArrayList<>();
    int limit = store.limits.blockBytes();
    int size = limit;
    for (Entry entry : entries) {
      int bytes = RecordFormat.sizeBytes(entry.message);
      if (size + bytes > limit) {
        blocks.add(new ArrayList<>());
        size = 0;
      }
      blocks.getLast().add(entry);
      size += bytes;
    }
    return blocks;
  }

  private void plan(
      ChainState chain, List<List<Entry>> blocks, List<Mark> marks, Batch batch, long nowNanos) {
    Writing writing = null;
    for (List<Entry> block : blocks) {
      if (writing == null) {
        writing = new Writing(chain, chain.current, nowNanos);
      }
      if (!writing.hasRoomFor(block)) {
        writing.finish(batch);
        writing = new Writing(writing, nowNanos);
      }
      writing.add(block, marks);
    }
    if (writing != null) {
      writing.finish(batch);
    }
  }

  /// What one batch appends to one segment; also the batch's part for it.
  private final class Writing implements Batch.Part {
    private final ChainState chain;
    private final Segment segment;
    private final boolean created;
    private final ByteWriter out = new ByteWriter(4096);
    private final List<Entry> entries = new ArrayList<>();
    private final long wallMillis;
    private long first = -1;
    private long nextBlock;
    private long committedNext;
    private long records;

    Writing(ChainState chain, Segment current, long nowNanos) {
      this.chain = chain;
      this.created = current == null;
      this.segment = created ? create(nowNanos) : current;
      this.wallMillis = store.wallMillis(nowNanos);
      this.nextBlock = chain.nextBlock;
      this.committedNext = chain.committedNext;
      this.records = chain.records;
    }

    /// Goes on in a new segment.
    Writing(Writing before, long nowNanos) {
      this.chain = before.chain;
      this.created = true;
      this.segment = create(nowNanos);
      this.wallMillis = before.wallMillis;
      this.nextBlock = before.nextBlock;
      this.committedNext = before.committedNext;
      this.records = before.records;
    }

    private Segment create(long nowNanos) {
      Segment made = new Segment(store.nextSegment++, chain.chain);
      made.oldestNanos = nowNanos;
      FileHeader.ofSegment(chain.chain, store.storeId, made.id).write(out);
      return made;
    }

    /// An empty segment takes any block.
    boolean hasRoomFor(List<Entry> block) {
      long size = segment.bytes + out.size() + BlockHeader.BYTES;
      for (Entry entry : block) {
        size += RecordFormat.sizeBytes(entry.message);
      }
      long from = segment.next > 0 ? segment.first : first;
      boolean fits = size <= store.limits.segmentBytes();
      boolean spans = block.getLast().writtenPosition() - from >= Segment.SPAN_LIMIT;
      return from < 0 || fits && !spans;
    }

    void add(List<Entry> block, List<Mark> marks) {
      Ranges released = chain.unsaved.longest(RANGES_PER_BLOCK);
      chain.unsaved.clear();
      List<StoredRecord> stored = new ArrayList<>(block.size());
      for (Entry entry : block) {
        stored.add(new StoredRecord(entry.writtenPosition(), entry.message));
        if (entry.movingTo >= 0) {
          released.add(entry.position);
        }
      }
      long blockFirst = stored.getFirst().position();
      first = first < 0 ? blockFirst : first;
      committedNext = stored.getLast().position() + 1;
      Block.write(out, shape(blockFirst), new Block(null, released, stored, marks));
      nextBlock++;
      records += block.size();
      entries.addAll(block);
    }

    private BlockHeader shape(long blockFirst) {
      return new BlockHeader(
          0,
          store.storeId,
          nextBlock,
          blockFirst,
          committedNext,
          records,
          wallMillis,
          0,
          chain.chain,
          0,
          0,
          false);
    }

    void finish(Batch batch) {
      batch.step(new DiskStep.Append(segment.id, out.toBytes()));
      batch.step(new DiskStep.Sync(segment.id));
      if (created) {
        batch.step(new DiskStep.SyncFolder());
      }
      batch.part(this);
    }

    @Override
    public void done(byte[] loaded, long nowNanos) {
      if (created) {
        chain.segments.add(segment);
        segmentsOpened += chain.chain == Message.Chain.NORMAL ? 1 : 0;
      }
      chain.current = segment;
      chain.nextBlock = nextBlock;
      chain.committedNext = committedNext;
      chain.records = records;
      chain.diskBytes += out.size();
      segment.bytes += out.size();
      segment.extend(first, committedNext);
      segment.newestNanos = nowNanos;
      segment.wallMillis = wallMillis;
      chain.settle(entries);
      settle(nowNanos);
    }

    private void settle(long nowNanos) {
      Set<Lane> changed = new LinkedHashSet<>();
      for (Entry entry : entries) {
        boolean isNew = entry.movingTo < 0;
        settle(entry, nowNanos);
        if (isNew && store.limits.durable() && !entry.message.key().session().isEmpty()) {
          durable.add(entry.message.key());
        }
        if (entry.lane != null && !entry.released) {
          changed.add(entry.lane);
        }
      }
      changed.forEach(holding.lanes::wake);
      holding.shed(changed);
    }

    private void settle(Entry entry, long nowNanos) {
      if (entry.movingTo >= 0) {
        if (!entry.released) {
          entry.segment.release(entry.position, entry.message.lane());
          entry.segment.residents.remove(entry.position);
          savepoints.released(entry.segment, nowNanos);
        }
        entry.position = entry.movingTo;
        entry.movingTo = -1;
      }
      entry.segment = segment;
      if (entry.released) {
        savepoints.released(segment, nowNanos);
      } else {
        segment.add(entry.position, entry.message.lane());
        if (entry.resident() || entry.aside) {
          segment.residents.put(entry.position, entry);
        }
      }
    }

    /// A segment to which a write or sync failed is not written to again: what the kernel kept of
    /// it is not known. The same records go to a new one.
    @Override
    public void failed(boolean attempted, DiskResult.Failed why, long nowNanos) {
      chain.putBack(entries);
      if (!attempted) {
        return;
      }
      if (created) {
        store.debris.add(segment.id);
      } else {
        chain.current = null;
      }
    }
  }

  /// Marks that waited for this commit.
  private final class MarksPart implements Batch.Part {
    private final boolean written;

    MarksPart(boolean written) {
      this.written = written;
    }

    @Override
    public void done(byte[] loaded, long nowNanos) {
      store.marks.commitDone(written);
      savepoints.committed(nowNanos);
    }

    @Override
    public void failed(boolean attempted, DiskResult.Failed why, long nowNanos) {
      store.marks.commitFailed();
    }
  }
}
