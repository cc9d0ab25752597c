/// Rules of the house, checked over what was compiled and what is in the tree: who may see whom,
/// calls that are banned, sizes, leftovers, documents that must name what exists.
///
/// Each failure says what to do. A rule is changed in the table of its test, with a reason.
package io.tidegate.gateway.house;
