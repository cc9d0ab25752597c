/* Vectors and the way to main(). A level-1 interrupt goes to on_interrupt(lines), with all registers
   that C may use kept on the stack. */
	.section .vectors,"ax"
	.global vectors
vectors:
	.org 0x30
	j level1
	.org 0x50
	j level1
	.org 0x70
	break 1, 15
	.align 4
	.literal_position
	.align 4
level1:	addi a1, a1, -80
	s32i a0, a1, 0
	s32i a2, a1, 4
	s32i a3, a1, 8
	s32i a4, a1, 12
	s32i a5, a1, 16
	s32i a6, a1, 20
	s32i a7, a1, 24
	s32i a8, a1, 28
	s32i a9, a1, 32
	s32i a10, a1, 36
	s32i a11, a1, 40
	rsr a2, sar
	s32i a2, a1, 44
	s32i a12, a1, 48
	s32i a13, a1, 52
	s32i a14, a1, 56
	s32i a15, a1, 60
	rsr a2, exccause
	beqi a2, 4, 1f
	break 1, 1
1:	rsr a2, interrupt
	rsr a3, intenable
	and a2, a2, a3
	movi a3, 0x3f80
	and a3, a2, a3
	wsr a3, intclear
	call0 on_interrupt
	l32i a2, a1, 44
	wsr a2, sar
	l32i a0, a1, 0
	l32i a3, a1, 8
	l32i a4, a1, 12
	l32i a5, a1, 16
	l32i a6, a1, 20
	l32i a7, a1, 24
	l32i a8, a1, 28
	l32i a9, a1, 32
	l32i a10, a1, 36
	l32i a11, a1, 40
	l32i a12, a1, 48
	l32i a13, a1, 52
	l32i a14, a1, 56
	l32i a15, a1, 60
	l32i a2, a1, 4
	addi a1, a1, 80
	rfe

	.global _start
_start:	movi a1, 0x3fffff00
	movi a2, vectors
	wsr a2, vecbase
	movi a2, 0x20
	wsr a2, ps
	rsync
	call0 main
	break 1, 0
