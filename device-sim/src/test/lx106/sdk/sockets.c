/* TCP: a web server at port 80, and one who asks others. Pages have no length: their end is that of
   the connection. */
#include "packets.h"

enum { SEGMENT = 536, WINDOW = 4 * SEGMENT, WEB = 80, MOST = 6, MOST_TRIES = 10 };
enum { AGAIN_MILLIS = 1000, PORT = 20000, BIG = 100000 };
enum { CLOSED, CALLING, ANSWERED, OPEN };

static const char head[] = "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n";
static const char question[] = "GET / HTTP/1.0\r\n\r\n";
static const char small[] = "a page of the guest\n";

static struct side {
  u8 other[4];
  u32 port, own;
  int state, over, tries;
  u32 first;              /* the number of the first byte that is said */
  u32 acknowledged, sent; /* of what is said; the end is one more */
  u32 length, known;      /* what there is to say, and whether that is known */
  u32 heard, window, came;
  u32 end;       /* the last four bytes */
  char asked[8]; /* the first bytes */
} sides[MOST];

static struct timer again;
static u32 calls;

static u8 says(const struct side *side, u32 at) {
  if (side->own != WEB) {
    return (u8)question[at];
  }
  at -= sizeof(head) - 1;
  if ((int)at < 0) {
    return (u8)head[at + sizeof(head) - 1];
  }
  return side->length > BIG ? (u8)('a' + (at & 15)) : (u8)small[at];
}

static void segment(struct side *side, int flags, u32 at, u32 count) {
  struct pbuf *buffer = packet(side->other, IS_TCP, TCP + count);
  if (!buffer) {
    return;
  }
  u8 *tcp = inside(buffer);
  half(tcp, side->own);
  half(tcp + 2, side->port);
  word(tcp + 4, side->first + at);
  word(tcp + 8, flags & ACK ? side->heard : 0);
  tcp[12] = 0x50;
  tcp[13] = (u8)flags;
  half(tcp + 14, WINDOW);
  for (u32 i = 0; i < count; i++) {
    tcp[TCP + i] = says(side, at + i);
  }
  send_packet(buffer, 16);
}

static void transmit(struct side *side) {
  /* the end of who serves goes with the last bytes */
  u32 all = side->length + (side->own == WEB);
  while (side->state == OPEN && side->known && side->sent < all) {
    u32 left = side->length - side->sent;
    u32 room = side->window - (side->sent - side->acknowledged);
    u32 count = left < SEGMENT ? left : SEGMENT;
    if (count > room) {
      return;
    }
    int ends = side->sent + count + 1 == all;
    segment(side, ACK | PUSH | (ends ? FIN : 0), side->sent, count);
    side->sent += count + (ends ? 1 : 0);
  }
}

static void look(void *unused) {
  (void)unused;
  arm(&again, AGAIN_MILLIS, look, 0);
  for (int i = 0; i < MOST; i++) {
    struct side *side = &sides[i];
    if (side->state != CLOSED && side->tries++ == MOST_TRIES) {
      side->state = CLOSED;
    } else if (side->state == CALLING) {
      segment(side, SYN, (u32)-1, 0);
    } else if (side->state == ANSWERED) {
      segment(side, SYN | ACK, (u32)-1, 0);
    } else if (side->state == OPEN && side->sent != side->acknowledged) {
      side->sent = side->acknowledged;
      transmit(side);
    }
  }
}

static struct side *fresh(const u8 *other, u32 port, u32 own, int state) {
  struct side *side = sides;
  while (side < sides + MOST && side->state != CLOSED) {
    side++;
  }
  if (side == sides + MOST) {
    return 0;
  }
  ets_memset(side, 0, sizeof(*side));
  ets_memcpy(side->other, other, 4);
  side->port = port;
  side->own = own;
  side->state = state;
  side->first = now() << 8;
  arm(&again, AGAIN_MILLIS, look, 0);
  return side;
}

void tcp_get(const u8 *address) {
  struct side *side = fresh(address, WEB, PORT + (calls++ & 1023), CALLING);
  if (side) {
    side->known = 1;
    side->length = sizeof(question) - 1;
    segment(side, SYN, (u32)-1, 0);
  }
}

static void refuse(const u8 *ip, const u8 *tcp, u32 span) {
  struct side nobody;
  if (tcp[13] & RST) {
    return;
  }
  ets_memset(&nobody, 0, sizeof(nobody));
  nobody.port = half_at(tcp);
  nobody.own = half_at(tcp + 2);
  ets_memcpy(nobody.other, ip + 12, 4);
  nobody.first = tcp[13] & ACK ? word_at(tcp + 8) : 0;
  nobody.heard = word_at(tcp + 4) + span;
  segment(&nobody, tcp[13] & ACK ? RST : RST | ACK, 0, 0);
}

static void called(const u8 *ip, const u8 *tcp) {
  struct side *side = 0;
  if (half_at(tcp + 2) == WEB && (tcp[13] & (SYN | ACK | RST)) == SYN) {
    side = fresh(ip + 12, half_at(tcp), WEB, ANSWERED);
  }
  if (!side) {
    refuse(ip, tcp, 1);
    return;
  }
  side->heard = word_at(tcp + 4) + 1;
  side->window = half_at(tcp + 14);
  segment(side, SYN | ACK, (u32)-1, 0);
}

static void take(struct side *side, const u8 *data, u32 count) {
  for (u32 i = 0; i < count; i++) {
    if (side->came < sizeof(side->asked)) {
      side->asked[side->came] = (char)data[i];
    }
    side->came++;
    side->end = side->end << 8 | data[i];
    if (side->own == WEB && side->end == 0x0d0a0d0a) {
      side->known = 1;
      side->length = sizeof(head) - 1 + (side->asked[5] == 'b' ? BIG : sizeof(small) - 1);
    }
  }
  side->heard += count;
}

static void ended(struct side *side) {
  side->over = 1;
  side->heard++;
  if (side->own != WEB) {
    ets_printf("GOT %d from %d\n", side->came, side->other[3]);
    segment(side, ACK | FIN, side->sent, 0);
    side->state = CLOSED;
  } else if (!side->known) {
    segment(side, ACK | RST, side->sent, 0);
    side->state = CLOSED;
  }
}

static void hear(struct side *side, const u8 *tcp, u32 count) {
  const u8 *data = tcp + (tcp[12] >> 4) * 4;
  u32 size = count - (u32)(tcp[12] >> 4) * 4, by = word_at(tcp + 8) - side->first;
  if (tcp[13] & RST) {
    if (side->state != CALLING || by == 0) {
      ets_printf("RESET by %d\n", side->other[3]);
      side->state = CLOSED;
    }
    return;
  }
  side->tries = 0;
  if (side->state == CALLING && (tcp[13] & (SYN | ACK)) == (SYN | ACK) && by == 0) {
    side->heard = word_at(tcp + 4) + 1;
    side->state = OPEN;
  } else if (tcp[13] & SYN) {
    int repeats = side->state == ANSWERED;
    segment(side, repeats ? SYN | ACK : ACK, repeats ? (u32)-1 : side->sent, 0);
    return;
  }
  if (side->state == ANSWERED && by == 0) {
    side->state = OPEN;
  }
  side->window = half_at(tcp + 14);
  if (by - side->acknowledged <= side->length + 1 - side->acknowledged) {
    side->acknowledged = by;
    side->sent = side->sent < by ? by : side->sent;
  }
  if (size || (tcp[13] & FIN)) {
    if (word_at(tcp + 4) == side->heard) {
      take(side, data, size);
      if (tcp[13] & FIN) {
        ended(side);
      }
    }
    if (side->state != CLOSED) {
      segment(side, ACK, side->sent, 0);
    }
  }
  transmit(side);
  if (side->over && side->acknowledged == side->length + 1) {
    side->state = CLOSED;
  }
}

void sockets_input(const u8 *ip) {
  const u8 *tcp = ip + IP;
  u32 count = half_at(ip + 2) - IP;
  if (~sum(tcp, count, sum(ip + 12, 8, IS_TCP + count)) & 0xffff) {
    ets_printf("ABORT damaged segment\n");
    return;
  }
  for (int i = 0; i < MOST; i++) {
    struct side *each = &sides[i];
    if (each->state != CLOSED && each->port == half_at(tcp) && each->own == half_at(tcp + 2) &&
        !ets_memcmp(each->other, ip + 12, 4)) {
      hear(each, tcp, count);
      return;
    }
  }
  called(ip, tcp);
}
