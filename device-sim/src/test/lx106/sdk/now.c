/* ESP-NOW without a radio: frames that only their maker understands go out by ppTxPkt, and the host
   brings others' by ieee80211_recv_action. A line that begins with ';' says what is wanted. */
#include "wifi.h"

enum { HEADER = 24, CIPHER = 8, HEAD = 8, ELEMENT = 7, LINE = 64 };
enum { PRIVATE = 127, ACTION = 0xd0, ENCRYPTED = 0x40, SENT = 7, ANSWERS = 1 << 16 };
enum { KEY_PLACE = 6, LONG = 50, PLACE = 5, PLACE_OF_LONG = 6 };
#define ADDRESS(which) (0x3ff20c48 + 8 * (which))
#define ANSWER(which) (0x3ff20c5c + 8 * (which))
#define KEYS 0x3ff2080c
#define KEY(place) (0x3ff21400 + 40 * (place))

/* what comes is a line, and nothing else is said of it */
#ifndef GATEWAY
#define GATEWAY 0
#endif

static const u8 espressif[4] = {PRIVATE, 0x18, 0xfe, 0x34};
static const u8 all[6] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
static u8 target[6], encrypts;

/* the chip's own order */
static void put(u32 place, const u8 *mac) {
  REG(place) = mac[0] | (u32)mac[1] << 8 | (u32)mac[2] << 16 | (u32)mac[3] << 24;
  REG(place + 4) = mac[4] | (u32)mac[5] << 8;
}

/* which addresses the radio answers to */
void wDev_SetMacAddress(int which, const u8 *mac) {
  put(ADDRESS(which), mac);
  REG(ANSWER(which)) |= ANSWERS;
}

void wDev_DisableUcRx(int which) { REG(ANSWER(which)) &= ~(u32)ANSWERS; }

/* the host tunes the radio instead */
int phy_change_channel(u32 megahertz, int one, int zero) {
  radio("tune");
  return (int)megahertz + one + zero;
}

static u32 digit(char letter) {
  return (u32)(letter <= '9' ? letter - '0' : letter - 'a' + 10);
}

static u32 octet(const char *digits) { return digit(digits[0]) << 4 | digit(digits[1]); }

static void say(const char *what, const u8 *mac) {
  ets_printf("%s %02x%02x%02x%02x%02x%02x", what, mac[0], mac[1], mac[2], mac[3], mac[4], mac[5]);
}

static void sent(struct sent *frame) {
  say("SENT", frame->header + 4);
  ets_printf(" %d\n", frame->sending[3] >> 24 == 1);
}

static struct sent *frame_of(u32 body_bytes) {
  struct sent *frame = pvPortZalloc(sizeof *frame, __FILE__, __LINE__);
  frame->header = pvPortZalloc(HEADER + body_bytes, __FILE__, __LINE__);
  frame->sending = pvPortZalloc(16, __FILE__, __LINE__);
  frame->header_bytes = HEADER;
  frame->body_bytes = (u16)body_bytes;
  return frame;
}

void now_recycle(struct sent *frame, int kind) {
  if (kind != (frame->body_bytes > LONG ? PLACE_OF_LONG : PLACE)) {
    ets_printf("ABORT given back to %d\n", kind);
  }
  vPortFree(frame->sending, __FILE__, __LINE__);
  vPortFree(frame->header, __FILE__, __LINE__);
  vPortFree(frame, __FILE__, __LINE__);
}

void esp_now_send(const u8 *to, const char *text, u32 count) {
  u32 before = encrypts ? CIPHER : 0;
  struct sent *frame = frame_of(before + HEAD + ELEMENT + count);
  u8 *at = frame->header, *body = at + HEADER + before;
  at[0] = ACTION;
  at[1] = encrypts ? ENCRYPTED : 0;
  ets_memcpy(at + 4, to, 6);
  read_mac(at + 10);
  ets_memset(at + 16, 0xff, 6);
  ets_memcpy(body, espressif, 4);
  word(body + 4, noise());
  body[8] = 0xdd;
  body[9] = (u8)(5 + count);
  ets_memcpy(body + 10, espressif + 1, 3);
  body[13] = 4;
  body[14] = 1;
  ets_memcpy(body + 15, text, count);
  frame->sending[0] = frame->body_bytes > LONG ? 1 << 30 : 1 << 21;
  frame->sending[3] = KEY_PLACE | 0x55000000;
  ppRegisterTxCallback(sent, SENT);
  ppTxPkt(frame);
}

/* what the host calls */
int ieee80211_recv_action(struct connection *from, const u8 *header, const u8 *body, const u8 *end) {
  if (header[1] & ENCRYPTED) {
    body += CIPHER;
    end -= CIPHER;
  }
  if (from != g_ic.connection || end - body < HEAD + ELEMENT || ets_memcmp(body, espressif, 4)) {
    ets_printf("ABORT no frame of ours\n");
    return -1;
  }
  if (end - body != HEAD + 2 + body[9]) {
    ets_printf("ABORT %d bytes\n", end - body);
    return -1;
  }
  if (!GATEWAY) {
    say("HEARD", header + 10);
    ets_printf(" ");
  }
  for (const u8 *each = body + HEAD + ELEMENT; each < end; each++) {
    ets_printf("%c", *each);
  }
  ets_printf("\n");
  return 0;
}

/* a key of sixteen times the same byte, for what is sent to somebody and comes from there; 00 ends it */
static void key(u32 value) {
  u32 place = KEY(KEY_PLACE);
  encrypts = value != 0;
  REG(KEYS) = encrypts ? 1 << KEY_PLACE : 0;
  put(place, target);
  u8 bytes[16];
  ets_memset(bytes, (int)value, sizeof bytes);
  ets_memcpy((void *)(place + 8), bytes, sizeof bytes);
}

static u32 put_text(char *to, u32 at, const char *text) {
  while (*text) {
    to[at++] = *text++;
  }
  return at;
}

static u32 put_number(char *to, u32 at, u32 value) {
  if (value > 9) {
    at = put_number(to, at, value / 10);
  }
  to[at] = (char)('0' + value % 10);
  return at + 1;
}

/* each second to all who hear it */
void now_speaks(void) {
  static u32 due = 1000, number;
  char text[LINE];
  u8 mac[6];
  if ((int)(now() - due) < 0) {
    return;
  }
  due += 1000;
  read_mac(mac);
  u32 count = put_text(text, 0, "{\"id\":\"node-");
  count = put_number(text, count, (u32)mac[4] << 8 | mac[5]);
  count = put_text(text, count, "\",\"n\":");
  count = put_number(text, count, ++number);
  count = put_text(text, count, "}");
  esp_now_send(all, text, count);
  ets_printf("SPOKEN %d\n", number);
}

static void wants(const char *line, u32 count) {
  switch (line[0]) {
    case 't':
      for (u32 i = 0; i < 6; i++) {
        target[i] = (u8)octet(line + 1 + 2 * i);
      }
      break;
    case 's':
      esp_now_send(target, line + 1, count - 1);
      break;
    case 'b':
      esp_now_send(all, line + 1, count - 1);
      break;
    case 'c':
      wifi_set_channel((u8)octet(line + 1));
      break;
    case 'k':
      key(octet(line + 1));
      break;
    case 'o':
      wDev_DisableUcRx(0);
      break;
    default:
      ets_printf("ABORT no such wish\n");
      return;
  }
  ets_printf("done %c\n", line[0]);
}

int now_takes(u32 letter) {
  static char line[LINE];
  static u32 count;
  static u8 inside;
  if (letter == ';') {
    inside = 1;
    count = 0;
    return 1;
  }
  if (!inside) {
    return 0;
  }
  if (letter == '\n') {
    inside = 0;
    wants(line, count);
  } else if (count < LINE) {
    line[count++] = (char)letter;
  }
  return 1;
}
