/* A program as the SDK builds them: its own vectors, which go on by the ROM's table with a2 to a4
   kept in a frame of 256 bytes; main() and then the ROM's run loop. */
	.section .vectors,"ax"
	.global vectors
vectors:
	.org 0x10
	.global debug_vector
debug_vector:
	waiti 2
	j debug_vector
	.org 0x30
	j exception
	.org 0x50
	j exception
	.org 0x70
	break 1, 15
	.align 4
	.literal_position
	.align 4
exception:
	addmi a1, a1, -256
	s32i a2, a1, 20
	s32i a3, a1, 24
	movi a3, 0x3fffc000
	rsr a2, exccause
	addx4 a3, a2, a3
	l32i a3, a3, 0
	s32i a4, a1, 28
	jx a3

	.text
	.align 4
	.literal_position
	.align 4
	.global _start
_start:	movi a2, vectors
	wsr a2, vecbase
	rsync
	movi a0, main
	callx0 a0
	movi a0, ets_run
	callx0 a0

/* int undisturbed(int rounds): counts in every register that C keeps and every one that it does
   not, with interrupts on; 0 when an interrupt has changed none of them. */
	.global undisturbed
	.align 4
undisturbed:
	addi a1, a1, -32
	s32i a0, a1, 0
	s32i a12, a1, 4
	s32i a13, a1, 8
	s32i a14, a1, 12
	s32i a15, a1, 16
	s32i a2, a1, 20
	movi a0, 100
	movi a3, 103
	movi a4, 104
	movi a5, 105
	movi a6, 106
	movi a7, 107
	movi a8, 108
	movi a9, 109
	movi a10, 110
	movi a11, 111
	movi a12, 112
	movi a13, 113
	movi a14, 114
	movi a15, 115
	ssai 17
1:	addi a2, a2, -1
	bnez a2, 1b
	addi a0, a0, -100
	addi a3, a3, -103
	or a0, a0, a3
	addi a4, a4, -104
	or a0, a0, a4
	addi a5, a5, -105
	or a0, a0, a5
	addi a6, a6, -106
	or a0, a0, a6
	addi a7, a7, -107
	or a0, a0, a7
	addi a8, a8, -108
	or a0, a0, a8
	addi a9, a9, -109
	or a0, a0, a9
	addi a10, a10, -110
	or a0, a0, a10
	addi a11, a11, -111
	or a0, a0, a11
	addi a12, a12, -112
	or a0, a0, a12
	addi a13, a13, -113
	or a0, a0, a13
	addi a14, a14, -114
	or a0, a0, a14
	addi a15, a15, -115
	or a0, a0, a15
	rsr a3, sar
	addi a3, a3, -17
	or a2, a0, a3
	l32i a0, a1, 0
	l32i a12, a1, 4
	l32i a13, a1, 8
	l32i a14, a1, 12
	l32i a15, a1, 16
	addi a1, a1, 32
	ret
