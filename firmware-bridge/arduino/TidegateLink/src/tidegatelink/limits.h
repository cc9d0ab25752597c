#pragma once
#include <stdint.h>

/// The numbers of version 1 of the link that matter on a board: PROTOCOL.md, section 1. A test
/// compares them with the Java side.
namespace tidegate {
namespace limits {

/// A line up, from `~` to the last CRC digit.
constexpr uint16_t lineUpBytes = 250;

/// A line down that every board can take; the least a board may say in `rx`, and the most.
constexpr uint16_t lineDownBytes = 60;
constexpr uint16_t lineDownMaxBytes = 1024;

/// How many markers in one line are tried.
constexpr uint8_t markersTried = 4;

constexpr uint8_t deviceIdLength = 32;
constexpr uint8_t channelNameLength = 16;
constexpr uint8_t sessionLength = 8;
constexpr uint8_t firmwareLength = 24;
constexpr uint8_t capsLength = 64;
constexpr uint8_t unitLength = 16;
constexpr uint8_t failCodeLength = 16;

/// Channels of a board.
constexpr uint8_t channels = 16;

/// Digits after the point of a channel.
constexpr uint8_t decimals = 9;

/// The last sequence number of a session. It never wraps.
constexpr uint32_t sequenceLast = 4294967294UL;

/// JSON of a reading: what always fits lineUpBytes, whatever the numbers before it.
constexpr uint8_t readingJsonBytes = 194;

/// Bytes of a byte stream in one frame, before base64url.
constexpr uint8_t streamDataBytes = 128;

/// Text of a command's result; the board cuts it.
constexpr uint8_t resultTextLength = 32;

/// Command results that a board remembers.
constexpr uint8_t resultsKept = 4;

}  // namespace limits
}  // namespace tidegate
