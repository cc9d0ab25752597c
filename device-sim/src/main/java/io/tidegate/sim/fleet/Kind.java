package io.tidegate.sim.fleet;

import io.tidegate.sim.text.LineFormat;
import java.util.Locale;

/// What a board speaks.
public enum Kind {
  /// The link: numbered readings that are kept until the gateway has them safe, and commands.
  LINK("the link of PROTOCOL.md: kept until safe, obeys commands"),
  JSON("a JSON object a line, with its device_id"),
  KEYVALUE("name:value pairs, as the serial plotter takes them"),
  CSV("columns, named in the first line");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  /// For a person.
  public String words() {
    return words;
  }

  /// As it is written in options: `link`.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// How a plain board prints; not asked for [#LINK].
  LineFormat format(String device) {
    return switch (this) {
      case JSON -> LineFormat.json(device);
      case KEYVALUE -> LineFormat.plotter();
      case CSV -> LineFormat.csv(true);
      case LINK -> throw new IllegalStateException("the link has frames, not a format");
    };
  }
}
