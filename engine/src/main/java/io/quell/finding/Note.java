package io.quell.finding;

/// The one note a finding carries: its text, and who wrote it.
public record Note(String text, String author) {}
