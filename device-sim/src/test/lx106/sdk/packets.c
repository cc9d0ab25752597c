#include "packets.h"

u32 half_at(const u8 *at) { return (u32)at[0] << 8 | at[1]; }

u32 word_at(const u8 *at) { return half_at(at) << 16 | half_at(at + 2); }

struct pbuf *packet(const u8 *to, int protocol, u32 count) {
  struct pbuf *buffer = pbuf_alloc(3, (u16)(HEADER + IP + count), 0);
  if (!buffer) {
    ets_printf("ABORT no memory\n");
    return 0;
  }
  u8 *frame = buffer->payload, *ip = frame + HEADER;
  ets_memset(frame, 0, HEADER + IP + count);
  ets_memcpy(frame, router_mac, 6);
  ets_memcpy(frame + 6, wifi_netif()->mac, 6);
  half(frame + 12, 0x0800);
  ip[0] = 0x45;
  half(ip + 2, IP + count);
  ip[8] = 64;
  ip[9] = (u8)protocol;
  ets_memcpy(ip + 12, wifi_netif()->ip, 4);
  ets_memcpy(ip + 16, to, 4);
  half(ip + 10, ~sum(ip, IP, 0));
  return buffer;
}

u8 *inside(struct pbuf *buffer) { return buffer->payload + HEADER + IP; }

void send_packet(struct pbuf *buffer, u32 sum_at) {
  const u8 *ip = buffer->payload + HEADER;
  u32 count = buffer->length - HEADER - IP;
  u32 before = ip[9] == ICMP ? 0 : sum(ip + 12, 8, ip[9] + count);
  half(inside(buffer) + sum_at, ~sum(inside(buffer), count, before));
  ieee80211_output_pbuf(wifi_netif(), buffer);
  pbuf_free(buffer);
}
