package dev.tracefold.stacktrace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NameStyleTest {

  /** Long enough that a step which looks at everything again for each character never ends. */
  private static final int HOSTILE_LENGTH = 1_000_000;

  /** Name and trimmed name, for platform native. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          draw                                              | draw
          gfx::Canvas::draw                                 | gfx::Canvas::draw
          ~  draw  ~                                        | draw
          <redacted>                                        | <redacted>
          <unknown>                                         | <unknown>
          gfx::draw(int, Point const&)                      | gfx::draw
          void gfx::draw(int) const                         | gfx::draw
          gfx::draw(int) const &                            | gfx::draw
          gfx::drawconst                                    | gfx::drawconst
          gfx::draw() noexcept                              | noexcept
          -[Canvas draw:]                                   | -[Canvas draw:]
          +[Canvas new]                                     | +[Canvas new]
          ~ [Canvas draw:(x)] ~                             | [Canvas draw:(x)]
          Map<Key, List<int> >::get(Key)                    | Map<T>::get
          void sort<int>(int*)                              | sort<T>
          int sort <int> (int*)                             | sort <T>
          bool operator<(A const&, A const&)                | operator<
          std::ostream& operator<< <char>(X)                | operator<< <T>
          A::operator()(int)                                | A::operator()
          A::operator->() const                             | A::operator->
          A::operator>(A)                                   | A::operator>
          A::operator&                                      | A::operator
          (anonymous namespace)::f(int)                     | (anonymous namespace)::f
          a::( anonymous namespace )::f(int)                | a::(anonymous namespace)::f
          a::`anonymous namespace'::f(int)                  | a::`anonymous namespace'::f
          a::?A0x0123abcd::f(int)                           | a::`anonymous namespace'::f
          a::?A0x0123ABCD::f                                | a::?A0x0123ABCD::f
          a::{lambda(int, char)#12}::operator()(int) const  | a::lambda::operator()
          a::$_7::operator()() const                        | a::lambda::operator()
          a::$_7b                                           | a::$_7b
          <lambda_00112233445566778899aabbccddeeff>::x(int) | <lambda>::x
          xlambda_00112233445566778899aabbccddeeff(int) | xlambda_00112233445566778899aabbccddeeff
          {lambda(                                          | {lambda(
          <Vec<T> as Iterator>::next                        | Vec<T>::next
          <T as Into<U>>::into                              | Into<T>::into
          <<A as B>::C as D>::e                             | B::C::e
          <&'a mut I as Iterator>::next                     | I::next
          <[u8] as Hash>::hash                              | [u8]::hash
          <a::{lambda()#1} as F>::call                      | a::lambda::call
          core::run::h0123456789abcdef                      | core::run
          core::run::h0123456789abcde                       | core::run::h0123456789abcde
          f [clone .cold.3]                                 | f
          f [clone .part.1] [clone .cold]                   | f
          f[abi:cxx11](int)                                 | f[abi:cxx11]
          operator new[](unsigned long)                     | new[]
          read@@GLIBC_2.17                                  | read
          read@GLIBC_2.2.5                                  | read
          read@@GLIBC_PRIVATE                               | read@@GLIBC_PRIVATE
          _Wait@12                                          | _Wait
          @Wait@12                                          | Wait
          _Wait@12a                                         | _Wait@12a
          Array.append(Element) -> ()                       | Array.append
          static A.f(x: Int) -> B -> C                      | A.f
          ~ -> x~                                           | x
          f(a                                               | f
          f)a(b)                                            | fb
          f<a                                               | f
          f{a b                                             | f
          f{a b}c d                                         | d
          f{a b}c                                           | f{a b}c
          ()                                                | ()
          const                                             | const
          a\u00a0b                                          | b
          """)
  void nativeNamesLoseTheirNoise(String name, String trimmed) {
    assertThat(NameStyle.of("native").trim(name)).isEqualTo(trimmed);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          swift      | closure #1 in f(Int) -> ()       | f
          swift      | @objc A.f(Int) -> ()             | A.f
          swift      | thunk for @escaping () -> ()     | thunk for closure
          cocoa      | partial apply for @x             | closure
          objc       | partial apply for @x             | @x
          native     | thunk for @escaping () -> ()     | @escaping
          csharp     | A.B.C (System.Int32 x)           | A.B.C
          csharp     | A.B[T] (T x) (y)                 | A.B[T]
          csharp     | A.B(T x)                         | A.B(T x)
          dotnet     | A.B (T x)                        | A.B (T x)
          java       | A.lambda$run$0(int)              | A.lambda$run$0(int)
          javascript | Object.<anonymous> (x)           | Object.<anonymous> (x)
          python     | <listcomp>                       | <listcomp>
          Native     | f(int)                           | f(int)
          """)
  void thePlatformDecides(String platform, String name, String trimmed) {
    assertThat(NameStyle.of(platform).trim(name)).isEqualTo(trimmed);
  }

  @Test
  void anUnknownPlatformLeavesNamesAlone() {
    assertThat(NameStyle.of(null).trim("f(int)")).isEqualTo("f(int)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a::$_7                                      | a::$_7
          a::{lambda(int)#1}::x                       | a::{lambda#1}::x
          <{lambda(int)#1}>::x                        | {lambda#1}::x
          a<$_7>::x                                   | a<$_7>::x
          """)
  void lambdasCanBeLeftAsTheyAre(String name, String trimmed) {
    assertThat(NameStyle.NATIVE.trim(name, false)).isEqualTo(trimmed);
  }

  @Test
  void aLineFeedAtTheEndIsNoPartOfASuffix() {
    assertThat(NameStyle.NATIVE.trim("{f@16\n")).isEqualTo("{f\n");
  }

  @Test
  void aLambdaEndsOnItsLine() {
    assertThat(NameStyle.NATIVE.trim("{lambda(\n)#1}")).isEqualTo("{lambda#1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<", ">", "<>", "(", ")", "[", "{", "{lambda(", "{lambda()#", "<{lambda(", "A as <",
        "lambda_", "$_1x", "?A0x", "const ", "&", " -> ", "operator<", "@1", "::h", "\u00a0",
            "<T as "
      })
  void namesMadeToHurtEnd(String part) {
    String name = part.repeat(HOSTILE_LENGTH / part.length());

    assertThat(NameStyle.NATIVE.trim(name)).isNotNull();
    assertThat(NameStyle.APPLE.trim("x " + name + "y")).isNotNull();
  }

  @Test
  void bracketsMayBeNestedToAnyDepth() {
    int depth = HOSTILE_LENGTH / 2;

    assertThat(NameStyle.NATIVE.trim("<".repeat(depth) + "a" + "::b>".repeat(depth)))
        .startsWith("a::b::b");
    assertThat(NameStyle.NATIVE.trim("<".repeat(depth) + "a as b>::c".repeat(depth)))
        .startsWith("a::c");
  }
}
