package io.quell.cli.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a number of days, such as `30d`. A rule has a last day and no last hour, so that there is
/// no other unit but weeks.
final class DaysConverter implements ITypeConverter<Integer> {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,3})([dw])");
  private static final int WEEK = 7;

  @Override
  public Integer convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'%s' is no number of days or weeks such as 30d or 4w".formatted(text));
    }
    int number = Integer.parseInt(matcher.group(1));
    return matcher.group(2).equals("w") ? number * WEEK : number;
  }
}
