/// Serial ports through jSerialComm: found in sysfs, opened by path, one reader and one writer
/// each.
///
/// Purpose: [SerialPorts] keeps every configured port open while it is there; trouble with one
/// never touches another.
///
/// Allowed neighbours: `core` for its ports and inputs, `device`'s
/// [io.tidegate.gateway.device.PortSource], jSerialComm, termios through the foreign function
/// interface.
///
/// The rule that must not break: no call of jSerialComm is made on a thread that anything else
/// waits for; a call that hangs costs its own port only.
package io.tidegate.gateway.serial;
