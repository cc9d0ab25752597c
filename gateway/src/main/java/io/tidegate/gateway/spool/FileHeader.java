package io.tidegate.gateway.spool;

/// The first 32 bytes of a segment and of a cursor file. Their layout is the same in every version,
/// so that an older gateway can tell that a newer one wrote here.
/// ```
///  0 u32 magic    4 u16 version   6 u8 chain (segment) or 0   7 u8 flags
///  8 u64 store id
/// 16 u64 segment id, or the cursor's generation
/// 24 u32 length of the cursor in bytes, 0 in a segment
/// 28 u32 CRC32C of bytes 0 to 27
/// ```
record FileHeader(
    int magic, int version, int chain, int flags, long storeId, long id, int lengthBytes) {
  static final int BYTES = 32;
  static final int VERSION = 1;

  /// "TGSG" and "TGCU" in the order of the file.
  static final int SEGMENT_MAGIC = 0x47534754;

  static final int CURSOR_MAGIC = 0x55434754;

  void write(ByteWriter out) {
    int from = out.size();
    out.u32(magic).u16(version).u8(chain).u8(flags).u64(storeId).u64(id).u32(lengthBytes).crc(from);
  }

  static FileHeader ofSegment(Message.Chain chain, long storeId, long segment) {
    return new FileHeader(SEGMENT_MAGIC, VERSION, chain.ordinal(), 0, storeId, segment, 0);
  }

  /// Null when these bytes do not begin with an intact header of this kind.
  static FileHeader read(byte[] bytes, int magic) {
    if (bytes.length < BYTES) {
      return null;
    }
    ByteReader in = new ByteReader(bytes, 0, BYTES);
    FileHeader header =
        new FileHeader(in.u32(), in.u16(), in.u8(), in.u8(), in.u64(), in.u64(), in.u32());
    boolean intact = in.u32() == ByteWriter.crc32c(bytes, 0, BYTES - 4);
    return intact && header.magic == magic ? header : null;
  }
}
