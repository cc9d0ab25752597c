#pragma once
#include <stdint.h>

#define SPI_FLASH_SEC_SIZE 4096

typedef enum {
  SPI_FLASH_RESULT_OK,
  SPI_FLASH_RESULT_ERR,
  SPI_FLASH_RESULT_TIMEOUT
} SpiFlashOpResult;

#ifdef __cplusplus
extern "C" {
#endif
uint32_t spi_flash_get_id(void);
SpiFlashOpResult spi_flash_erase_sector(uint16_t sector);
SpiFlashOpResult spi_flash_write(uint32_t address, uint32_t* from, uint32_t size);
SpiFlashOpResult spi_flash_read(uint32_t address, uint32_t* into, uint32_t size);
#ifdef __cplusplus
}
#endif
