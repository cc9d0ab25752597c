package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A spool's files in words, for a person in trouble: a line per block, per piece of damage, per
/// chain of a cursor. Names of boards are shown, payloads are not.
public final class SpoolDump {
  private SpoolDump() {}

  public static List<String> segment(long id, byte[] bytes) {
    SegmentScan scan = new SegmentScan(bytes);
    List<String> lines = new ArrayList<>();
    lines.add("segment %016x: %d bytes, %s".formatted(id, bytes.length, origin(scan.header)));
    if (scan.isNewer()) {
      lines.add("  written by a newer version; it is not looked at further");
      return lines;
    }
    scan.blocks.forEach(block -> lines.add("  " + block(block)));
    for (SegmentScan.Damage damage : scan.damages) {
      lines.add(
          "  damaged: bytes %d to %d, headers of %d blocks can be read in it"
              .formatted(damage.from(), damage.to() - 1, damage.headers().size()));
    }
    return lines;
  }

  private static String origin(FileHeader header) {
    if (header == null) {
      return "its header is damaged";
    }
    Message.Chain[] chains = Message.Chain.values();
    String chain = header.chain() < chains.length ? word(chains[header.chain()]) : "unknown";
    return "version %d, store %016x, chain %s".formatted(header.version(), header.storeId(), chain);
  }

  private static String block(Block block) {
    BlockHeader header = block.header();
    StringBuilder text = new StringBuilder();
    text.append(
        "block %d: %d bytes, positions %d to %d, %d records after %d"
            .formatted(
                header.number(),
                header.lengthBytes(),
                header.first(),
                header.next() - 1,
                header.records(),
                header.recordsBefore()));
    text.append(
        header.wallMillis() < 0 ? ", clock not set" : ", at " + header.wallMillis() + " ms");
    if (!block.released().isEmpty()) {
      text.append(", releases").append(ranges(block.released()));
    }
    if (!block.marks().isEmpty()) {
      text.append(", marks").append(marks(block.marks()));
    }
    List<String> boards = block.records().stream().map(each -> each.message().lane()).toList();
    boards.stream()
        .distinct()
        .forEach(
            board ->
                text.append(", ")
                    .append(boards.stream().filter(board::equals).count())
                    .append(board.isEmpty() ? " of the gateway" : " of " + board));
    return text.toString();
  }

  /// `bytes` is null when the file is not there.
  public static List<String> cursor(int slot, byte[] bytes) {
    Cursor cursor = Cursor.read(bytes);
    if (cursor == null) {
      return List.of("cursor-" + slot + (bytes == null ? ": not there" : ": damaged"));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "cursor-%d: generation %d, store %016x, next segment %016x%s"
            .formatted(
                slot,
                cursor.generation(),
                cursor.storeId(),
                cursor.nextSegment(),
                cursor.orderlyEnd() ? ", ended in order" : ""));
    cursor
        .places()
        .forEach(
            (chain, place) ->
                lines.add(
                    "  %s: next block %d, next position %d, %d records, released%s"
                        .formatted(
                            word(chain),
                            place.nextBlock(),
                            place.nextPosition(),
                            place.records(),
                            ranges(place.released()))));
    lines.add("  marks" + marks(cursor.marks()));
    return lines;
  }

  private static String ranges(Ranges ranges) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ranges.size(); i++) {
      text.append(' ').append(ranges.from(i)).append('-').append(ranges.to(i) - 1);
    }
    return text.isEmpty() ? " nothing" : text.toString();
  }

  private static String marks(List<Mark> marks) {
    StringBuilder text = new StringBuilder();
    marks.forEach(
        mark ->
            text.append(' ')
                .append(mark.device())
                .append('=')
                .append(mark.session())
                .append('.')
                .append(mark.number())
                .append(mark.held() == 0 ? "" : " (" + mark.held() + " held back)"));
    return text.isEmpty() ? " none" : text.toString();
  }

  private static String word(Message.Chain chain) {
    return chain.name().toLowerCase(Locale.ROOT);
  }
}
