package io.tidegate.gateway.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The judge's books: which numbered measurement of which board passed the proxy, in which order,
/// under which key, and which the broker has taken. A measurement is known by the number `n` that
/// the simulated world gave it, not by anything of the gateway.
public final class Accounts implements RecordingProxy.Witness {
  private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)[,}]");
  private static final Pattern KEY = Pattern.compile("\"tg\":\"([^\"]*)\"");

  /// A message under way on one connection.
  private record Way(long connection, int id) {}

  private record Item(String topic, long number) {}

  private static final class Book {
    final Map<Long, String> keysByNumber = new HashMap<>();
    final TreeSet<Long> delivered = new TreeSet<>();
    long lastFirst;
    long inversions;
    long repeats;
    long otherKey;
  }

  private final Map<String, Book> booksByTopic = new TreeMap<>();
  private final Map<String, Item> itemsByKey = new HashMap<>();
  private final Map<Way, Item> underWay = new HashMap<>();
  private final List<String> others = new ArrayList<>();
  private long sharedKeys;
  private long deliveries;

  @Override
  public synchronized void published(long connection, MqttPacket publish) {
    String text = new String(publish.payload(), StandardCharsets.UTF_8);
    Matcher number = NUMBER.matcher(text);
    Matcher key = KEY.matcher(text);
    if (!number.find() || !key.find()) {
      others.add(publish.topic() + " " + text);
      return;
    }
    Item item = new Item(publish.topic(), Long.parseLong(number.group(1)));
    Book book = booksByTopic.computeIfAbsent(item.topic(), _ -> new Book());
    enter(book, item, key.group(1));
    if (publish.qos() > 0) {
      underWay.put(new Way(connection, publish.id()), item);
    }
  }

  private void enter(Book book, Item item, String key) {
    String known = book.keysByNumber.putIfAbsent(item.number(), key);
    if (known == null) {
      if (item.number() < book.lastFirst) {
        book.inversions++;
      }
      book.lastFirst = Math.max(book.lastFirst, item.number());
    } else {
      book.repeats++;
      if (!known.equals(key)) {
        book.otherKey++;
      }
    }
    // a key is a board and its tag: two boards may count alike
    Item holder = itemsByKey.putIfAbsent(item.topic() + " " + key, item);
    if (holder != null && !holder.equals(item)) {
      sharedKeys++;
    }
  }

  @Override
  public synchronized void acknowledged(long connection, int id) {
    Item item = underWay.remove(new Way(connection, id));
    if (item != null) {
      deliveries++;
      booksByTopic.get(item.topic()).delivered.add(item.number());
    }
  }

  /// Numbers from `first` to `last` that the broker never acknowledged.
  public synchronized List<Long> missing(String topic, long first, long last) {
    Book book = booksByTopic.getOrDefault(topic, new Book());
    List<Long> missing = new ArrayList<>();
    for (long n = first; n <= last; n++) {
      if (!book.delivered.contains(n)) {
        missing.add(n);
      }
    }
    return missing;
  }

  public synchronized boolean isDelivered(String topic, long number) {
    Book book = booksByTopic.get(topic);
    return book != null && book.delivered.contains(number);
  }

  /// The highest number of this topic that was acknowledged; 0 for none.
  public synchronized long lastDelivered(String topic) {
    Book book = booksByTopic.get(topic);
    return book == null || book.delivered.isEmpty() ? 0 : book.delivered.last();
  }

  /// How many different measurements of this topic were acknowledged.
  public synchronized long delivered(String topic) {
    Book book = booksByTopic.get(topic);
    return book == null ? 0 : book.delivered.size();
  }

  /// All of all topics.
  public synchronized long deliveredInAll() {
    return booksByTopic.values().stream().mapToLong(book -> book.delivered.size()).sum();
  }

  /// Acknowledgements of measurements, repeats too.
  public synchronized long deliveries() {
    return deliveries;
  }

  public synchronized List<String> topics() {
    return List.copyOf(booksByTopic.keySet());
  }

  /// What is wrong whatever happened: first deliveries out of order, a measurement under two keys,
  /// a key for two measurements. Empty when nothing is.
  public synchronized List<String> wrongs() {
    List<String> wrongs = new ArrayList<>();
    booksByTopic.forEach(
        (topic, book) -> {
          if (book.inversions > 0) {
            wrongs.add(topic + ": " + book.inversions + " first deliveries out of order");
          }
          if (book.otherKey > 0) {
            wrongs.add(topic + ": " + book.otherKey + " repeats under another key");
          }
        });
    if (sharedKeys > 0) {
      wrongs.add(sharedKeys + " keys used for more than one measurement");
    }
    return wrongs;
  }

  public synchronized long repeats() {
    return booksByTopic.values().stream().mapToLong(book -> book.repeats).sum();
  }

  /// Messages without a number or a key: states, events, anything else.
  public synchronized List<String> others() {
    return new ArrayList<>(others);
  }
}
