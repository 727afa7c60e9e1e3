package dev.tracefold.archive;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One of each kind of lambda, method reference and method of a record, and what they answer. */
public final class Lambdas extends LambdasOfParent
    implements Callable<List<Object>>, LambdasOfInterface {

  /** A functional interface that takes two slots and one between them. */
  interface Wide {
    long join(long first, int second, double third, String fourth);
  }

  /** What is not public, made by a reference to its constructor. */
  private record Pair(int first, String second) {

    private Pair {
      if (first < 0) {
        throw new IllegalArgumentException("found %d; expected 0 or more".formatted(first));
      }
    }
  }

  /** Components of each kind of type. */
  private record Everything(
      boolean flag,
      byte small,
      char letter,
      short number,
      int large,
      long larger,
      float half,
      double fraction,
      @Nullable String text,
      List<String> list) {

    static Everything of(double fraction, @Nullable String text) {
      return new Everything(
          true, (byte) 1, 'c', (short) 2, 3, 4L << 40, -0f, fraction, text, List.of("a"));
    }
  }

  private record Nothing() {}

  private record Holder<T>(T value) {}

  /** Gives what was not promised, which nobody notices who does not look. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T> T promise() {
    return (T) (Object) 15;
  }

  private interface SerializableSupplier extends Supplier<String>, Serializable {}

  private final String prefix = "own-";

  @Override
  public List<Object> call() {
    List<Object> answers = new ArrayList<>();
    withoutCapture(answers);
    withCapture(answers, "captured", 3, 4L, 5.5, (byte) 6, 'c', true, 1.5f);
    withPrimitives(answers);
    withRecords(answers);
    answers.add(parent().get());
    answers.add(ownName().get());
    answers.add(inInterface().get());
    answers.add(LambdasOfInterface.staticInInterface().apply(7));
    answers.add(failure(() -> new Pair(-1, "")));
    return answers;
  }

  private static void withoutCapture(List<Object> answers) {
    Supplier<String> constant = () -> "constant";
    Supplier<String> other = () -> "other";
    Function<String, Integer> length = String::length;
    Function<Object, String> text = Object::toString;
    Function<String, StringBuilder> made = StringBuilder::new;
    BiFunction<Integer, String, Pair> pair = Pair::new;
    IntFunction<int[]> array = int[]::new;
    UnaryOperator<String> trimmed = String::trim;
    BinaryOperator<String> joined = String::concat;
    Wide wide = (first, second, third, fourth) -> first + second + (long) third + fourth.length();
    Runnable nothing = () -> {};
    Supplier<Supplier<String>> nested = () -> () -> "nested";
    nothing.run();
    answers.add(constant.get() + other.get());
    answers.add(length.apply("four"));
    answers.add(text.apply(5));
    answers.add(made.apply("made").toString());
    answers.add(pair.apply(1, "one").toString());
    answers.add(array.apply(2).length);
    answers.add(trimmed.apply(" x "));
    answers.add(joined.apply("a", "b"));
    answers.add(wide.join(1, 2, 3.0, "four"));
    answers.add(nested.get().get());
  }

  private void withCapture(
      List<Object> answers,
      String text,
      int number,
      long large,
      double fraction,
      byte small,
      char letter,
      boolean flag,
      float half) {
    Supplier<String> all =
        () -> prefix + text + number + large + fraction + small + letter + flag + half;
    Supplier<String> again = () -> text + number;
    Function<String, String> mixed = argument -> argument + large + this.prefix;
    Supplier<Integer> bound = text::length;
    Consumer<String> dropped = answers::add;
    UnaryOperator<String> instance = this::decorate;
    SerializableSupplier serializable = () -> text + "serializable";
    answers.add(all.get());
    answers.add(again.get());
    answers.add(mixed.apply("argument"));
    answers.add(bound.get());
    dropped.accept("dropped");
    answers.add(instance.apply("decorated"));
    answers.add(serializable.get());
  }

  private static void withPrimitives(List<Object> answers) {
    IntBinaryOperator sum = Integer::sum;
    Function<Integer, Long> widened = number -> (long) number;
    ToLongFunction<Integer> unboxedAndWidened = Integer::intValue;
    ToDoubleFunction<Long> toDouble = Long::longValue;
    ToIntFunction<Character> fromCharacter = Character::charValue;
    Supplier<Long> boxed = System::nanoTime;
    IntPredicate even = number -> number % 2 == 0;
    DoubleUnaryOperator root = Math::sqrt;
    LongSupplier fromInt = new IntSupplierOf(8)::getAsInt;
    DoubleSupplier fromFloat = () -> 2.5f;
    BinaryOperator<Integer> unboxed = Math::max;
    Runnable dropsLong = System::nanoTime;
    ToLongFunction<String> unboxedFromGeneric = Map.of("one", 12)::get;
    DoubleSupplier unboxedAndWidenedFromGeneric = new Holder<>(13)::value;
    IntPredicate flagFromGeneric = new Holder<>(Map.of(14, true)).value()::get;
    Supplier<String> promised = Lambdas::promise;
    dropsLong.run();
    answers.add(sum.applyAsInt(1, 2));
    answers.add(widened.apply(3));
    answers.add(unboxedAndWidened.applyAsLong(4));
    answers.add(toDouble.applyAsDouble(5L));
    answers.add(fromCharacter.applyAsInt('6'));
    answers.add(boxed.get() != 0);
    answers.add(even.test(7));
    answers.add(root.applyAsDouble(9));
    answers.add(fromInt.getAsLong());
    answers.add(fromFloat.getAsDouble());
    answers.add(unboxed.apply(10, 11));
    answers.add(unboxedFromGeneric.applyAsLong("one"));
    answers.add(unboxedAndWidenedFromGeneric.getAsDouble());
    answers.add(flagFromGeneric.test(14));
    answers.add(((Supplier<?>) promised).get());
  }

  private static void withRecords(List<Object> answers) {
    Everything everything = Everything.of(Double.NaN, null);
    answers.add(everything.toString());
    answers.add(everything.hashCode());
    answers.add(everything.equals(Everything.of(Double.NaN, null)));
    answers.add(everything.equals(Everything.of(Double.NaN, "text")));
    answers.add(everything.equals(Everything.of(1, null)));
    answers.add(everything.equals((Object) "another class"));
    answers.add(new Nothing().toString() + new Nothing().hashCode());
    answers.add(new Nothing().equals(new Nothing()));
  }

  /** Has the name of a private method of the parent, and must not take its place. */
  private String name() {
    return "child";
  }

  private Supplier<String> ownName() {
    return this::name;
  }

  private String decorate(String text) {
    return prefix + text;
  }

  private static String failure(Callable<?> call) {
    try {
      call.call();
      return "nothing failed";
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }

  private record IntSupplierOf(int number) implements IntSupplier {

    @Override
    public int getAsInt() {
      return number;
    }
  }
}
