package io.tidegate.bridge;

import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Frames drawn from all that is allowed, limits included.
final class Frames {

  private static final String ID_CHARS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-";
  private static final Arbitrary<String> NAME =
      Arbitraries.longs().map(Base64Url::of48Bits).injectDuplicates(0.2);
  private static final Arbitrary<String> ID = id(Limits.DEVICE_ID_LENGTH);
  private static final Arbitrary<String> CHANNEL = id(Limits.CHANNEL_NAME_LENGTH);
  private static final Arbitrary<String> TEXT = print(' ', 0, 150);
  private static final Arbitrary<Long> U32 = number(0, Limits.U32_MAX);
  private static final Arbitrary<Long> SEQ = number(1, Limits.SEQUENCE_LAST);

  private Frames() {}

  static Arbitrary<Frame> any() {
    return Arbitraries.oneOf(up(), down());
  }

  static Arbitrary<Frame> up() {
    return Arbitraries.oneOf(
        hello(), describe(), reading(), result(), logLine(), stream(Direction.UP));
  }

  static Arbitrary<Frame> down() {
    return Arbitraries.oneOf(
        stream(Direction.DOWN),
        Arbitraries.just(new Frame.Who()),
        Combinators.combine(NAME, NAME).as(Frame.Welcome::new),
        Combinators.combine(NAME, number(0, Limits.SEQUENCE_LAST)).as(Frame.Ack::new),
        Combinators.combine(NAME, number(0, Limits.SEQUENCE_LAST), U32).as(Frame.Hold::new),
        Combinators.combine(NAME, SEQ).as(Frame.Repeat::new),
        Combinators.combine(NAME, number(1, Limits.U32_MAX), U32, CHANNEL, TEXT)
            .as(Frame.Command::new),
        Combinators.combine(number(0, Limits.UNIX_MILLIS_MAX), Arbitraries.of(true, false))
            .as(Frame.Time::new),
        Combinators.combine(id(Limits.FAIL_CODE_LENGTH), TEXT).as(Frame.Fail::new));
  }

  private static Arbitrary<Frame> hello() {
    Arbitrary<Frame.Hello> names =
        Combinators.combine(ID, NAME, NAME.injectNull(0.3), word(Limits.FIRMWARE_LENGTH))
            .as(
                (dev, nonce, session, firmware) ->
                    new Frame.Hello(
                        dev,
                        nonce,
                        session == null ? Frame.NO_SESSION : session,
                        1,
                        1,
                        1,
                        60,
                        firmware,
                        0,
                        "-"));
    return Combinators.combine(
            names,
            number(1, Limits.U32_MAX),
            number(1, Limits.U32_MAX),
            number(1, Limits.U32_MAX),
            Arbitraries.integers().between(Limits.LINE_DOWN_BYTES, Limits.LINE_DOWN_MAX_BYTES),
            Arbitraries.integers().between(0, Limits.CHANNELS),
            word(Limits.CAPS_LENGTH))
        .as(
            (f, one, other, ring, rx, channels, caps) ->
                new Frame.Hello(
                    f.dev(),
                    f.nonce(),
                    f.session(),
                    Math.min(one, other),
                    Math.max(one, other),
                    ring,
                    rx,
                    f.firmware(),
                    channels,
                    caps));
  }

  private static Arbitrary<Frame> describe() {
    return Combinators.combine(
            NAME,
            Arbitraries.integers().between(0, Limits.CHANNELS - 1),
            CHANNEL,
            Arbitraries.of(ChannelKind.class),
            word(Limits.UNIT_LENGTH),
            Arbitraries.integers().between(Frame.Describe.NO_DECIMALS, Limits.DECIMALS),
            Arbitraries.of(ChannelAccess.class))
        .as(Frame.Describe::new);
  }

  private static Arbitrary<Frame> reading() {
    return Combinators.combine(
            NAME,
            SEQ,
            SEQ,
            U32,
            Arbitraries.of(true, false),
            print(' ', 0, Limits.READING_JSON_BYTES))
        .as(
            (session, one, other, age, atLeast, json) ->
                new Frame.Reading(
                    session, Math.max(one, other), Math.min(one, other), age, atLeast, json));
  }

  private static Arbitrary<Frame> result() {
    return Combinators.combine(
            NAME,
            number(1, Limits.U32_MAX),
            Arbitraries.of(CommandCode.class).filter(CommandCode::fromBoard),
            TEXT)
        .as(Frame.Result::new);
  }

  private static Arbitrary<Frame> stream(Direction direction) {
    Arbitrary<String> data =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMaxSize(Limits.STREAM_DATA_BYTES)
            .map(Base64.getUrlEncoder().withoutPadding()::encodeToString);
    return Combinators.combine(
            NAME, number(1, Limits.U32_MAX), Arbitraries.of(StreamWord.class), U32, U32, U32, data)
        .as(
            (session, number, word, at, ack, room, text) ->
                new Frame.Stream(direction, session, number, word, at, ack, room, text));
  }

  private static Arbitrary<Frame> logLine() {
    return Combinators.combine(Arbitraries.of(LogLevel.class), TEXT).as(Frame.LogLine::new);
  }

  /// The borders are drawn often; jqwik's own edge cases are off (they are too many to combine).
  private static Arbitrary<Long> number(long least, long most) {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.of(least, most)),
        Tuple.of(4, Arbitraries.longs().between(least, most)));
  }

  private static Arbitrary<String> id(int most) {
    return Arbitraries.strings().withChars(ID_CHARS).ofMinLength(1).ofMaxLength(most);
  }

  private static Arbitrary<String> word(int most) {
    return print('!', 1, most);
  }

  /// Markers and stars are frequent, for they are what could be mistaken.
  private static Arbitrary<String> print(char lowest, int least, int most) {
    Arbitrary<Character> chars =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.chars().range(lowest, '~')),
            Tuple.of(1, Arbitraries.of('~', '1', '*')));
    return chars.list().ofMinSize(least).ofMaxSize(most).map(Frames::join);
  }

  private static String join(List<Character> chars) {
    StringBuilder text = new StringBuilder();
    chars.forEach(text::append);
    return text.toString();
  }
}
