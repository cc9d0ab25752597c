/* An address by DHCP, and no more of the internet than that. */
#include "sdk.h"

enum { HEADER = 14, IP = 20, UDP = 8, BOOTP = 240, FRAME = HEADER + IP + UDP + BOOTP + 20 };
enum { DISCOVER = 1, OFFER, REQUEST, ACK = 5 };
enum { AGAIN_MILLIS = 2000, ID = 0x0a };

static struct timer again;
static struct netif *asking;
static u8 offered[4], server[4];
static int state;
u8 router_mac[6];

static void send(int kind);

static void repeat(void *unused) {
  (void)unused;
  send(DISCOVER);
}

static void send(int kind) {
  /* in two pieces: a chain of buffers is one frame */
  struct pbuf *head = pbuf_alloc(3, HEADER, 0);
  struct pbuf *buffer = pbuf_alloc(3, FRAME - HEADER, 0);
  if (!head || !buffer) {
    ets_printf("ABORT no memory\n");
    return;
  }
  u8 *ip = buffer->payload, *udp = ip + IP, *bootp = udp + UDP, *option = bootp + BOOTP;
  state = kind;
  head->next = buffer;
  head->total = FRAME;
  ets_memset(head->payload, 0xff, 6);
  ets_memcpy(head->payload + 6, asking->mac, 6);
  half(head->payload + 12, 0x0800);
  ip[0] = 0x45;
  half(ip + 2, FRAME - HEADER);
  ip[8] = 64;
  ip[9] = 17;
  ets_memset(ip + 16, 0xff, 4);
  half(ip + 10, ~sum(ip, IP, 0));
  half(udp, 68);
  half(udp + 2, 67);
  half(udp + 4, FRAME - HEADER - IP);
  bootp[0] = 1;
  bootp[1] = 1;
  bootp[2] = 6;
  bootp[7] = ID;
  ets_memcpy(bootp + 28, asking->mac, 6);
  half(bootp + 236, 0x6382);
  half(bootp + 238, 0x5363);
  *option++ = 53;
  *option++ = 1;
  *option++ = (u8)kind;
  if (kind == REQUEST) {
    *option++ = 50;
    *option++ = 4;
    ets_memcpy(option, offered, 4);
    option += 4;
    *option++ = 54;
    *option++ = 4;
    ets_memcpy(option, server, 4);
    option += 4;
  }
  *option = 255;
  arm(&again, AGAIN_MILLIS, repeat, 0);
  if (ieee80211_output_pbuf(asking, head)) {
    ets_printf("not sent\n");
    pbuf_free(head);
  }
  pbuf_free(buffer);
}

void dhcp_start(struct netif *netif) {
  asking = netif;
  send(DISCOVER);
}

void dhcp_stop(struct netif *netif) {
  disarm(&again);
  state = 0;
  ets_memset(netif->ip, 0, 4);
}

static void answered(const u8 *bootp, const u8 *end) {
  const u8 *option = bootp + BOOTP;
  int kind = 0;
  if (bootp[0] != 2 || bootp[7] != ID || ets_memcmp(bootp + 28, asking->mac, 6)) {
    return;
  }
  while (option + 1 < end && *option != 255 && option + 2 + option[1] <= end) {
    if (*option == 53) {
      kind = option[2];
    } else if (*option == 54) {
      ets_memcpy(server, option + 2, 4);
    }
    option += 2 + option[1];
  }
  if (kind == OFFER && state == DISCOVER) {
    ets_memcpy(offered, bootp + 16, 4);
    send(REQUEST);
  } else if (kind == ACK && state == REQUEST) {
    disarm(&again);
    state = ACK;
    ets_memcpy(asking->ip, bootp + 16, 4);
    on_address(asking->ip);
  }
}

int ethernet_input(struct pbuf *buffer, struct netif *netif) {
  const u8 *ip = buffer->payload + HEADER, *udp = ip + IP;
  if (netif->input) {
    netif->input(buffer);
  } else if (buffer->length > HEADER + IP + UDP + BOOTP && ip[9] == 17 && udp[3] == 68 && state) {
    if (sum(ip, IP, 0) != 0xffff) {
      ets_printf("ABORT damaged\n");
    } else if (netif == asking) {
      ets_memcpy(router_mac, buffer->payload + 6, 6);
      answered(udp + UDP, buffer->payload + buffer->length);
    }
  } else if (!net_input(ip, buffer->length - HEADER) && !tcp_input(ip, buffer->length - HEADER)) {
    ets_printf("frame of %d: %02x\n", buffer->length, buffer->payload[buffer->length - 1]);
  }
  pbuf_free(buffer);
  return 0;
}
