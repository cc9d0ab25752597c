package io.tidegate.sim.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// A topic or payload with places to be filled in: `/sensors/{id}`.
public final class Template {
  /// What can be filled in.
  public enum Place {
    /// The board's name, which is its client id.
    ID,
    /// The board's number, from 1.
    I,
    /// How many the board has published, this one included.
    N,
    /// Whole seconds since 1970.
    T,
    /// A number around 22.5 that wanders.
    VALUE;

    /// As it is written: `{id}`.
    public String wireName() {
      return "{" + name().toLowerCase(Locale.ROOT) + "}";
    }
  }

  /// What is filled in for one message.
  public record Values(String id, int i, long n, long t, double value) {}

  private sealed interface Part {}

  private record Text(String text) implements Part {}

  private record Gap(Place place) implements Part {}

  private final String source;
  private final List<Part> parts = new ArrayList<>();

  private Template(String source) {
    this.source = source;
  }

  /// A brace that does not belong to a place stays as it is: JSON is full of them. A word in
  /// braces that is no place is refused.
  public static Template of(String source) {
    Template template = new Template(source);
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < source.length(); ) {
      int end = source.indexOf('}', at);
      String word = source.charAt(at) == '{' && end > 0 ? source.substring(at, end + 1) : "";
      if (word.matches("\\{[A-Za-z_]+}")) {
        template.parts.add(new Text(text.toString()));
        template.parts.add(new Gap(place(word)));
        text.setLength(0);
        at = end + 1;
      } else {
        text.append(source.charAt(at++));
      }
    }
    template.parts.add(new Text(text.toString()));
    return template;
  }

  public String fill(Values values) {
    StringBuilder filled = new StringBuilder(source.length() + 32);
    for (Part part : parts) {
      switch (part) {
        case Text(String text) -> filled.append(text);
        case Gap(Place place) -> append(filled, place, values);
      }
    }
    return filled.toString();
  }

  @Override
  public String toString() {
    return source;
  }

  private static void append(StringBuilder filled, Place place, Values values) {
    switch (place) {
      case ID -> filled.append(values.id());
      case I -> filled.append(values.i());
      case N -> filled.append(values.n());
      case T -> filled.append(values.t());
      case VALUE -> filled.append(String.format(Locale.ROOT, "%.2f", values.value()));
    }
  }

  private static Place place(String word) {
    TreeSet<String> names = new TreeSet<>();
    for (Place place : Place.values()) {
      if (place.wireName().equals(word)) {
        return place;
      }
      names.add(place.wireName());
    }
    throw new IllegalArgumentException("expected " + String.join(", ", names) + "; got " + word);
  }
}
