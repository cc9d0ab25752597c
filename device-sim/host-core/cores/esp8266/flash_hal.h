#pragma once
#include <stdint.h>

#include "spi_flash.h"

// 4 MB, of which 2 MB are for files: as the boards' usual setting divides it.
#define FLASH_SECTOR_SIZE 0x1000
#define FS_start 0x40400000
#define FS_end 0x405FA000
#define FS_page 0x100
#define FS_block 0x2000
#define FS_PHYS_ADDR ((uint32_t)FS_start - 0x40200000)
#define FS_PHYS_SIZE ((uint32_t)FS_end - (uint32_t)FS_start)
#define FS_PHYS_PAGE ((uint32_t)FS_page)
#define FS_PHYS_BLOCK ((uint32_t)FS_block)
#define EEPROM_start 0x405FB000

/// Labels of the chip's memory map: only the distances between their addresses mean something here.
extern "C" uint32_t _FS_start;
extern "C" uint32_t _FS_end;
