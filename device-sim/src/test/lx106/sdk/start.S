/* Vectors as the ROM's dispatcher expects them, and the way to main(): nobody but the program itself
   clears its memory. */
	.macro frame
	addi a1, a1, -128
	addi a1, a1, -128
	s32i a2, a1, 20
	s32i a3, a1, 24
	s32i a4, a1, 28
	rsr a2, exccause
	j dispatch
	.endm

	.section .vectors,"ax"
	.global vectors
vectors:
	.org 0x30
	frame
	.org 0x50
	frame
	.org 0x70
	break 1, 15
	.align 4
	.literal_position
	.align 4
dispatch:
	movi a3, 0x3fffc000
	addx4 a3, a2, a3
	l32i a3, a3, 0
	jx a3

	.global _start
_start:	movi a2, vectors
	wsr a2, vecbase
	rsync
	movi a2, variables
	movi a3, _end
	movi a4, 0
1:	s32i a4, a2, 0
	addi a2, a2, 4
	bltu a2, a3, 1b
	call0 main
	call0 ets_run

	.bss
	.align 4
variables:
	.space 4
