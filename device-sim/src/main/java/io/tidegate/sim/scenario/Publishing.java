package io.tidegate.sim.scenario;

import io.tidegate.sim.check.Published;
import io.tidegate.sim.check.Span;
import io.tidegate.sim.mqtt.Packet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What a run publishes, and what became of it. Each message is handed over once: one that comes
/// later than the file says would be another test. On the world's thread.
final class Publishing {
  private static final String NO_ANSWER = "the broker has not answered";

  /// The books of one publication.
  private static final class Book {
    private long tried;
    private long taken;
    private long failed;
    private long firstNanos;
    private String first = "";
  }

  private final Stage stage;
  private final LongSupplier nanos;
  private final Consumer<String> told;
  private final Map<Publication, Book> books = new LinkedHashMap<>();

  /// `nanos`: the time since the beginning. `told` hears each message, and each that fails.
  Publishing(
      List<Publication> publications, Stage stage, LongSupplier nanos, Consumer<String> told) {
    publications.forEach(each -> books.put(each, new Book()));
    this.stage = stage;
    this.nanos = nanos;
    this.told = told;
  }

  /// Its time has come.
  void publish(Publication publication) {
    Book book = books.get(publication);
    List<String> boards = publication.boards().isEmpty() ? List.of("") : publication.boards();
    for (String board : boards) {
      book.tried++;
      Packet.Publish message = publication.message(board, book.tried, stage.voice().unixMillis());
      told.accept(Publication.words(message));
      stage.voice().publish(message, trouble -> ended(book, message, trouble));
    }
  }

  private void ended(Book book, Packet.Publish message, String trouble) {
    if (trouble.isEmpty()) {
      book.taken++;
      return;
    }
    told.accept("not published on " + message.topic() + ": " + trouble);
    if (book.failed++ == 0) {
      book.first = trouble;
      book.firstNanos = nanos.getAsLong();
    }
  }

  boolean isUnderWay() {
    return books.values().stream().anyMatch(each -> each.taken + each.failed < each.tried);
  }

  Published published() {
    return new Published(
        books.values().stream().mapToLong(each -> each.tried).sum(),
        books.values().stream().mapToLong(each -> each.taken).sum());
  }

  /// What was not published, a line for each publication. `over`: what is under way still has had
  /// its time; in a run that somebody stops it has not.
  List<String> troubles(boolean over) {
    List<String> troubles = new ArrayList<>();
    books.forEach(
        (publication, book) -> {
          long missing = over ? book.tried - book.taken : book.failed;
          if (missing > 0) {
            String why =
                book.failed == 0
                    ? NO_ANSWER
                    : book.first + " (the first, at " + Span.seconds(book.firstNanos) + ")";
            troubles.add(
                publication.told(
                    "failed for " + missing + " of " + book.tried + " messages: " + why));
          }
        });
    return troubles;
  }
}
