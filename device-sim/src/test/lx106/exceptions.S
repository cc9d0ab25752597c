/* What exceptions and interrupts leave behind, word by word: cause, state, address of the fault and
   of the instruction (from _start on), where the handler adds them to a list that goes out. */
	.macro note register
	movi a14, at
	l32i a15, a14, 0
	s32i \register, a15, 0
	addi a15, a15, 4
	s32i a15, a14, 0
	.endm

	.macro note_special name
	rsr a13, \name
	note a13
	.endm

	.section .reset,"ax"
	j go
	.align 4
start_at: .long _start
go:	l32r a0, start_at
	jx a0

	/* the linker puts .text at the base of the vectors */
	.text
vectors:
	.org 0x30
	j kernel
	.org 0x50
	j user
	.org 0x70
	j double
	.align 4
	.literal_position
	.align 4
kernel:	movi.n a12, 1
	j any
user:	movi.n a12, 2
any:	note a12
	note_special exccause
	note_special ps
	note_special excvaddr
	rsr a13, epc1
	movi a11, _start
	sub a11, a13, a11
	note a11
	rsr a11, exccause
	beqi a11, 4, interrupt
	addi a13, a13, 3
	wsr a13, epc1
	rfe
interrupt:
	rsr a11, interrupt
	rsr a13, intenable
	and a11, a11, a13
	note a11
	bbci a11, 6, soft
	movi a11, 0
	wsr a11, intenable
soft:	wsr a11, intclear
	rfe
double:	movi.n a12, 3
	note a12
	note_special exccause
	rsr a13, depc
	movi a11, _start
	sub a11, a13, a11
	note a11
	addi a13, a13, 3
	jx a13

	.global _start
	.global host
	.align 4
host:	simcall
	ret
_start:	movi a2, vectors
	wsr a2, vecbase
	movi a2, list
	movi a3, at
	s32i a2, a3, 0
	movi a2, 0
	wsr a2, intenable
	movi a2, 0
	wsr a2, ps
	rsync
	/* kernel mode */
	ill
	syscall
	movi a2, buffer
	addi a2, a2, 1
	_l32i a3, a2, 0
	l16ui a3, a2, 0
	l16si a3, a2, 2
	_s32i a3, a2, 4
	s16i a3, a2, 0
	/* user mode: another entry */
	movi a2, 0x20
	wsr a2, ps
	rsync
	ill
	syscall
	/* an exception within an exception */
	movi a2, 0x30
	wsr a2, ps
	rsync
	ill
	movi a2, 0x20
	wsr a2, ps
	rsync
	/* a software interrupt waits for its enable and for the level */
	movi a2, 0x80
	wsr a2, intset
	rsync
	rsr a3, interrupt
	extui a3, a3, 7, 1
	note a3
	rsil a4, 1
	note a4
	movi a2, 0x80
	wsr a2, intenable
	rsync
	nop
	movi a5, 77
	note a5
	rsil a4, 0
	note a4
	/* the timer, waited for */
	movi a2, 0x40
	wsr a2, intenable
	rsr a3, ccount
	movi a4, 2000
	add a3, a3, a4
	wsr a3, ccompare0
	rsync
	waiti 0
	movi a5, 78
	note a5
	/* special registers keep what they are given */
	movi a2, 0x12345678
	.irp name, excsave1, excsave2, excsave3, epc1, epc2, epc3, eps2, depc, exccause, excvaddr
	wsr a2, \name
	addi a2, a2, 17
	rsr a3, \name
	note a3
	.endr
	movi a3, 0x5a5a5a5a
	xsr a3, excsave1
	note a3
	note_special excsave1
	movi a3, 0xffffffff
	wsr a3, vecbase
	rsr a3, vecbase
	note a3
	movi a3, 0x7f
	wsr a3, sar
	note_special sar
	movi a2, list
	movi a3, at
	l32i a5, a3, 0
	sub a5, a5, a2
	mov a4, a2
	movi a3, 1
	movi a2, 4
	call0 host
	movi a2, 1
	movi a3, 0
	call0 host
	.data
	.align 16
buffer:	.space 32
at:	.long 0
list:	.space 2048
