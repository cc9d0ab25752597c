#include "Updater.h"

#include "Arduino.h"
#include "flash_hal.h"
#include "host.h"

namespace {

constexpr uint8_t MAGIC = 0xE9;
constexpr uint8_t PACKED = 0x1F;
/// What writing 4 KB of flash takes.
constexpr uint64_t SECTOR_NANOS = 50 * host::MILLISECOND;

const char* wordsOf(uint8_t error) {
  switch (error) {
    case UPDATE_ERROR_OK: return "No Error";
    case UPDATE_ERROR_WRITE: return "Flash Write Failed";
    case UPDATE_ERROR_ERASE: return "Flash Erase Failed";
    case UPDATE_ERROR_READ: return "Flash Read Failed";
    case UPDATE_ERROR_SPACE: return "Not Enough Space";
    case UPDATE_ERROR_SIZE: return "Bad Size Given";
    case UPDATE_ERROR_STREAM: return "Stream Read Timeout";
    case UPDATE_ERROR_MD5: return "MD5 verification failed";
    case UPDATE_ERROR_MAGIC_BYTE: return "Magic byte is not 0xE9";
    case UPDATE_ERROR_NO_DATA: return "No data";
    case UPDATE_ERROR_RUNNING_ALREADY: return "Update already running";
    case UPDATE_ERROR_UNKNOWN_COMMAND: return "Unknown update command";
    default: return "UNKNOWN";
  }
}

}  // namespace

UpdaterClass Update;

bool UpdaterClass::begin(size_t size, int command, int, uint8_t) {
  if (size_ > 0) {
    return fail(UPDATE_ERROR_RUNNING_ALREADY);
  }
  if (size == 0) {
    return fail(UPDATE_ERROR_SIZE);
  }
  if (command != U_FLASH && command != U_FS) {
    return fail(UPDATE_ERROR_UNKNOWN_COMMAND);
  }
  if (size > (command == U_FLASH ? ESP.getFreeSketchSpace() : FS_PHYS_SIZE)) {
    return fail(UPDATE_ERROR_SPACE);
  }
  clearError();
  command_ = command;
  size_ = size;
  done_ = 0;
  expected_ = "";
  md5_.begin();
  if (started_) {
    started_();
  }
  return true;
}

size_t UpdaterClass::write(uint8_t* bytes, size_t size) {
  if (hasError() || !isRunning() || size == 0) {
    return 0;
  }
  if (size > remaining()) {
    fail(UPDATE_ERROR_SPACE);
    return 0;
  }
  if (done_ == 0 && command_ == U_FLASH && bytes[0] != MAGIC && bytes[0] != PACKED) {
    fail(UPDATE_ERROR_MAGIC_BYTE);
    return 0;
  }
  for (size_t at = 0; at < size; at += FLASH_SECTOR_SIZE) {
    size_t count = std::min<size_t>(size - at, FLASH_SECTOR_SIZE);
    md5_.add(bytes + at, static_cast<uint16_t>(count));
    host::spend(SECTOR_NANOS * count / FLASH_SECTOR_SIZE);
    host::yieldNow();
  }
  done_ += size;
  return size;
}

size_t UpdaterClass::writeStream(Stream& from, uint16_t timeoutMillis) {
  uint8_t part[256];
  size_t written = 0;
  uint32_t heard = static_cast<uint32_t>(millis());
  if (progressed_ && isRunning()) {
    progressed_(0, size_);
  }
  while (isRunning() && !hasError() && remaining() > 0) {
    size_t count = from.readBytes(part, std::min(sizeof part, remaining()));
    if (count > 0) {
      heard = static_cast<uint32_t>(millis());
      written += write(part, count);
      if (progressed_) {
        progressed_(done_, size_);
      }
    } else if (static_cast<uint32_t>(millis()) - heard >= timeoutMillis) {
      fail(UPDATE_ERROR_STREAM);
      size_ = 0;
    } else {
      delay(100);
    }
  }
  return written;
}

bool UpdaterClass::end(bool evenIfRemaining) {
  if (size_ == 0) {
    return false;
  }
  bool whole = isFinished() || evenIfRemaining;
  if (done_ == 0) {
    fail(UPDATE_ERROR_NO_DATA);
  }
  size_ = 0;
  if (hasError() || !whole) {
    return false;
  }
  md5_.calculate();
  if (!expected_.isEmpty() && !md5_.toString().equalsIgnoreCase(expected_)) {
    return fail(UPDATE_ERROR_MD5);
  }
  host::note("Update: the image was taken and checked; the sketch stays the one that was built");
  if (ended_) {
    ended_();
  }
  return true;
}

bool UpdaterClass::setMD5(const char* expected) {
  if (strlen(expected) != 32) {
    return false;
  }
  expected_ = expected;
  return true;
}

UpdaterClass& UpdaterClass::onProgress(THandlerFunction_Progress handler) {
  progressed_ = std::move(handler);
  return *this;
}
UpdaterClass& UpdaterClass::onError(THandlerFunction_Error handler) {
  failed_ = std::move(handler);
  return *this;
}
UpdaterClass& UpdaterClass::onStart(THandlerFunction handler) {
  started_ = std::move(handler);
  return *this;
}
UpdaterClass& UpdaterClass::onEnd(THandlerFunction handler) {
  ended_ = std::move(handler);
  return *this;
}

String UpdaterClass::getErrorString() const {
  return String("ERROR[") + error_ + "]: " + wordsOf(error_);
}

void UpdaterClass::printError(Print& into) { into.println(getErrorString()); }

bool UpdaterClass::fail(uint8_t error) {
  error_ = error;
  if (failed_) {
    failed_(error);
  }
  return false;
}

bool EspClass::updateSketch(Stream& from, uint32_t size, bool restartOnFail,
                            bool restartOnSuccess) {
  bool good = Update.begin(size) && Update.writeStream(from) == size && Update.end();
  if (good ? restartOnSuccess : restartOnFail) {
    restart();
  }
  return good;
}
