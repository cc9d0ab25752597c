package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.List;

/// What a segment's bytes hold: intact blocks in the order of the file, and what lies between.
final class SegmentScan {
  /// Bytes from `from` to before `to` that are no intact block; `headers` are the block headers in
  /// them that can be read.
  record Damage(int from, int to, List<BlockHeader> headers) {
    int sizeBytes() {
      return to - from;
    }
  }

  private final byte[] bytes;

  /// Null when it is damaged. Blocks say themselves to what they belong.
  final FileHeader header;

  final List<Block> blocks = new ArrayList<>();
  final List<Damage> damages = new ArrayList<>();

  SegmentScan(byte[] bytes) {
    this.bytes = bytes;
    this.header = FileHeader.read(bytes, FileHeader.SEGMENT_MAGIC);
    scan(header == null ? 0 : FileHeader.BYTES);
  }

  boolean isNewer() {
    return header != null && header.version() > FileHeader.VERSION;
  }

  /// After damage the next intact block is looked for at every byte: each turn goes forward.
  private void scan(int start) {
    int at = start;
    int damagedFrom = -1;
    List<BlockHeader> headers = new ArrayList<>();
    while (at < bytes.length) {
      Block block = Block.read(bytes, at);
      if (block != null) {
        damage(damagedFrom, at, headers);
        headers = new ArrayList<>();
        damagedFrom = -1;
        blocks.add(block);
        at += block.header().lengthBytes();
      } else {
        damagedFrom = damagedFrom < 0 ? at : damagedFrom;
        BlockHeader found = BlockHeader.read(bytes, at);
        if (found != null) {
          headers.add(found);
        }
        at = nextMagic(at + 1);
      }
    }
    damage(damagedFrom, bytes.length, headers);
  }

  private void damage(int from, int to, List<BlockHeader> headers) {
    if (from >= 0) {
      damages.add(new Damage(from, to, headers));
    }
  }

  private int nextMagic(int from) {
    for (int at = from; at <= bytes.length - 4; at++) {
      if (bytes[at] == 'T'
          && bytes[at + 1] == 'G'
          && bytes[at + 2] == 'B'
          && bytes[at + 3] == 'K') {
        return at;
      }
    }
    return bytes.length;
  }
}
