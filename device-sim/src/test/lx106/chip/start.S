/* Vectors and the way to main(). A level-1 interrupt goes to on_interrupt(lines), one that nobody
   masks to on_nmi(), with all registers that C may use kept on the stack. Nobody but the program
   itself clears its memory. */
	.macro keep how
	\how a2, a1, 4
	\how a3, a1, 8
	\how a4, a1, 12
	\how a5, a1, 16
	\how a6, a1, 20
	\how a7, a1, 24
	\how a8, a1, 28
	\how a9, a1, 32
	\how a10, a1, 36
	\how a11, a1, 40
	\how a12, a1, 48
	\how a13, a1, 52
	\how a14, a1, 56
	\how a15, a1, 60
	.endm

	.section .vectors,"ax"
	.global vectors
vectors:
	.org 0x20
	j unmasked
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
	keep s32i
	rsr a2, sar
	s32i a2, a1, 44
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
	keep l32i
	addi a1, a1, 80
	rfe

	.weak on_nmi
on_nmi:	ret
unmasked: addi a1, a1, -80
	s32i a0, a1, 0
	keep s32i
	rsr a2, sar
	s32i a2, a1, 44
	call0 on_nmi
	l32i a2, a1, 44
	wsr a2, sar
	l32i a0, a1, 0
	keep l32i
	addi a1, a1, 80
	rfi 3

	.global _start
_start:	movi a1, 0x3fffff00
	movi a2, vectors
	wsr a2, vecbase
	movi a2, 0x20
	wsr a2, ps
	rsync
	movi a2, variables
	movi a3, _end
	movi a4, 0
1:	s32i a4, a2, 0
	addi a2, a2, 4
	bltu a2, a3, 1b
	call0 main
2:	waiti 0
	j 2b

	.bss
	.align 4
variables:
	.space 4
