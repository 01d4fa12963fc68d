package io.quell.localhub.page;

/// Where a page begins that is not the first one.
///
/// @param series which answer it is a page of, where there are several to one question
/// @param position how far the page before went; what is counted is the operation's affair
public record PageStart(long series, long position) {}
