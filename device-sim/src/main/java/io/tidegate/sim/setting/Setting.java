package io.tidegate.sim.setting;

import io.tidegate.strict.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// One value that something is made from. `label` says what may stand there, `words` what it is
/// for.
public final class Setting<T> {
  private static final String WORD = "word: ";
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?(e-?[0-9])?");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,31}");

  private final String name;
  private final String label;
  private final String words;

  /// Null for what it cannot read.
  private final Function<String, T> reader;

  private final Predicate<T> fits;

  /// As it would be written; null: it must be given.
  private final String fallback;

  private final boolean file;

  private Setting(
      String name,
      String label,
      String words,
      Function<String, T> reader,
      Predicate<T> fits,
      String fallback,
      boolean file) {
    this.name = name;
    this.label = label;
    this.words = words;
    this.reader = reader;
    this.fits = fits;
    this.fallback = fallback;
    this.file = file;
  }

  public static Setting<Double> number(String name, double least, double most, String words) {
    return new Setting<>(
        name,
        "number, " + plain(least) + " to " + plain(most),
        words,
        text -> NUMBER.matcher(text).matches() ? Double.valueOf(text) : null,
        value -> value >= least && value <= most,
        null,
        false);
  }

  public static Setting<Integer> whole(String name, int least, int most, String words) {
    return new Setting<>(
        name,
        "whole number, " + least + " to " + most,
        words,
        text -> WHOLE.matcher(text).matches() ? Integer.valueOf(text) : null,
        value -> value >= least && value <= most,
        null,
        false);
  }

  /// In nanoseconds.
  public static Setting<Long> duration(String name, String least, String most, String words) {
    long leastNanos = Unit.TIME.read(least);
    long mostNanos = Unit.TIME.read(most);
    return new Setting<>(
        name,
        "duration, " + least + " to " + most,
        words,
        text -> Unit.TIME.read(text) < 0 ? null : Long.valueOf(Unit.TIME.read(text)),
        value -> value >= leastNanos && value <= mostNanos,
        null,
        false);
  }

  public static Setting<Boolean> flag(String name, String words) {
    return new Setting<>(
        name,
        "true or false",
        words,
        text ->
            text.equals("true") || text.equals("false")
                ? Boolean.valueOf(text.equals("true"))
                : null,
        _ -> true,
        null,
        false);
  }

  public static <E extends Named> Setting<E> word(String name, E[] values, String words) {
    List<E> all = List.of(values);
    List<String> names = all.stream().map(Named::wireName).toList();
    return new Setting<>(
        name,
        WORD + String.join(", ", names),
        words,
        text -> names.contains(text) ? all.get(names.indexOf(text)) : null,
        all::contains,
        null,
        false);
  }

  /// What a value is called in JSON, in columns and on the link.
  public static Setting<String> name(String name, String words) {
    return text(name, "a letter, then letters, digits and _, at most 32", NAME, words);
  }

  /// `range` says what the pattern lets through.
  public static Setting<String> text(String name, String range, Pattern pattern, String words) {
    return new Setting<>(
        name,
        "text, " + range,
        words,
        text -> text,
        value -> pattern.matcher(value).matches(),
        null,
        false);
  }

  public static Setting<TextFile> file(String name, String words) {
    return new Setting<>(name, "a file's path", words, _ -> null, _ -> true, null, true);
  }

  /// With this where nothing is given.
  public Setting<T> or(String fallback) {
    read(fallback);
    return new Setting<>(name, label, words, reader, fits, fallback, file);
  }

  public String name() {
    return name;
  }

  public String label() {
    return label;
  }

  public String words() {
    return words;
  }

  /// As it would be written; empty when it must be given.
  public String fallback() {
    return fallback == null ? "" : fallback;
  }

  public boolean required() {
    return fallback == null;
  }

  /// The value is a [TextFile], and what stands there is its path.
  public boolean isFile() {
    return file;
  }

  public T read(String text) {
    T value = reader.apply(text);
    if (value == null || !fits.test(value)) {
      throw unfit("\"" + text + "\"");
    }
    return value;
  }

  /// The value itself, when it is in range.
  public T check(T value) {
    if (value == null || !fits.test(value)) {
      throw unfit(
          switch (value) {
            case null -> "nothing";
            case Double number -> plain(number);
            case Long nanos -> nanos < 0 ? nanos + " ns" : Unit.TIME.shown(nanos);
            case Named named -> named.wireName();
            default -> value.toString();
          });
    }
    return value;
  }

  IllegalArgumentException unfit(String got) {
    return new IllegalArgumentException(name + ": expected " + expected() + "; got " + got);
  }

  private String expected() {
    if (label.startsWith(WORD)) {
      return "one of " + label.substring(WORD.length());
    }
    return file || label.startsWith("true") ? label : "a " + label;
  }

  private static String plain(double number) {
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    return exact.scale() <= -9
        ? exact.unscaledValue() + "e" + -exact.scale()
        : exact.toPlainString();
  }

  /// The rows of a table in Markdown, without its head.
  public static List<String> rows(String of, List<Setting<?>> settings) {
    return settings.stream()
        .map(
            each ->
                "| `%s` | `%s` | %s | %s | %s |"
                    .formatted(
                        of,
                        each.name,
                        each.label,
                        each.required() ? "required" : each.shownFallback(),
                        each.words))
        .toList();
  }

  private String shownFallback() {
    return fallback.isEmpty() ? "none" : "`" + fallback + "`";
  }

  static List<String> names(List<Setting<?>> settings) {
    return settings.stream().map(Setting::name).toList();
  }

  @Override
  public String toString() {
    return name + ": " + label;
  }
}
