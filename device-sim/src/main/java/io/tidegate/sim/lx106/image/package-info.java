/// Programs as build tools write them, with the names that are in them.
package io.tidegate.sim.lx106.image;
