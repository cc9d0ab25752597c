package io.tidegate.sim.text;

import io.tidegate.sim.setting.Named;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.setting.Settings;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/// What boards print that know nothing of the link.
public enum TextKind implements Named.Constant {
  JSON(
      "a JSON object a line",
      List.of(Of.DEVICE_ID, Of.NUMBER, Of.IN_JSON),
      (device, settings) ->
          new JsonLines(
              settings.get(Of.DEVICE_ID) ? device : "", Of.reading(settings, Of.IN_JSON))),
  KEY_VALUE(
      "names and values: `temperature=21.50 humidity=45.1`",
      List.of(Of.NUMBER, Of.IN_PRINTS),
      (_, settings) -> new Pairs('=', " ", Of.reading(settings, Of.IN_PRINTS))),
  PLOTTER(
      "as the serial plotter takes them: `temperature:21.50,humidity:45.1`",
      List.of(Of.NUMBER, Of.IN_PRINTS),
      (_, settings) -> new Pairs(':', ",", Of.reading(settings, Of.IN_PRINTS))),
  CSV(
      "columns",
      List.of(Of.HEADER, Of.SEPARATOR, Of.NUMBER, Of.IN_PRINTS),
      (_, settings) ->
          new Columns(
              settings.get(Of.SEPARATOR).equals("tab") ? "\t" : settings.get(Of.SEPARATOR),
              settings.get(Of.HEADER),
              Of.reading(settings, Of.IN_PRINTS))),
  ESPHOME(
      "the log of an ESPHome device",
      List.of(Of.COLOURS),
      (_, settings) -> new EsphomeLog(settings.get(Of.COLOURS))),
  TASMOTA(
      "the log of a Tasmota device",
      List.of(Of.ID),
      (_, settings) -> new TasmotaLog(settings.get(Of.ID))),
  TUTORIAL(
      "what the getting-started WiFi sketch prints", List.of(), (_, _) -> new TutorialPrints());

  /// The settings; an enum's constants cannot name its own fields.
  private static final class Of {
    static final Setting<Boolean> DEVICE_ID =
        Setting.flag("device_id", "the board's name stands in it").or("true");
    static final Setting<Boolean> NUMBER =
        Setting.flag("number", "each line carries its number `n`, so that it can be counted")
            .or("true");
    static final Setting<NoNumber> IN_JSON =
        Setting.word(
                "missing",
                NoNumber.values(),
                "what stands for a value that is no number; line: words and no reading")
            .or("null");
    static final Setting<NoNumber> IN_PRINTS =
        Setting.word(
                "missing",
                new NoNumber[] {NoNumber.NAN, NoNumber.OMIT, NoNumber.LINE},
                "what stands for a value that is no number; line: words and no reading")
            .or("nan");
    static final Setting<Boolean> HEADER =
        Setting.flag("header", "the first line names the columns").or("true");
    static final Setting<String> SEPARATOR =
        Setting.text("separator", ", or ; or tab", Pattern.compile("[,;]|tab"), "between columns")
            .or(",");
    static final Setting<Boolean> COLOURS =
        Setting.flag("colours", "lines carry the codes of a terminal's colours").or("true");
    static final Setting<String> ID =
        Setting.text(
                "id",
                "six hex digits, A to F large",
                Pattern.compile("[0-9A-F]{6}"),
                "the end of the chip's address, as it stands in its topics")
            .or("A1B2C3");

    static Reading reading(Settings settings, Setting<NoNumber> missing) {
      return new Reading(settings.get(NUMBER), settings.get(missing));
    }
  }

  private final String words;
  private final List<Setting<?>> settings;
  private final BiFunction<String, Settings, LineFormat> maker;

  TextKind(
      String words, List<Setting<?>> settings, BiFunction<String, Settings, LineFormat> maker) {
    this.words = words;
    this.settings = settings;
    this.maker = maker;
  }

  public String words() {
    return words;
  }

  public List<Setting<?>> settings() {
    return settings;
  }

  /// For a board of this name; `settings` of [#settings()].
  public LineFormat make(String device, Settings settings) {
    return maker.apply(device, settings);
  }
}
