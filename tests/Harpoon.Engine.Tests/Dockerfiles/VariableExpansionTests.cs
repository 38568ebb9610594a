using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Engine.Dockerfiles.Words;

namespace Harpoon.Engine.Tests.Dockerfiles;

/// <summary>Words with variables, and what BuildKit makes of them. All expected values are those of Docker 28; null is a word that it refuses.</summary>
public sealed class VariableExpansionTests
{
    private static readonly Dictionary<string, string?> Values = new()
    {
        ["V"] = "3.22.1", ["E"] = "", ["W"] = ".1", ["P"] = "a/b/c", ["S"] = "aabaab", ["X_9"] = "n", ["UNKNOWN"] = null,
    };

    [Theory]
    [InlineData("${V%.*}", "3.22")]
    [InlineData("${V%%.*}", "3")]
    [InlineData("${V#*.}", "22.1")]
    [InlineData("${V##*.}", "1")]
    [InlineData("${V/./_}", "3_22.1")]
    [InlineData("${V//./_}", "3_22_1")]
    [InlineData("${V/.*/x}", "3x")]
    [InlineData("${V%2*}", "3.2")]
    [InlineData("${V%%2*}", "3.")]
    [InlineData("${V#?}", ".22.1")]
    [InlineData("${V%??}", "3.22")]
    [InlineData("${V/2?/z}", "3.z.1")]
    [InlineData("${V//2/}", "3..1")]
    [InlineData("${V-d}", "3.22.1")]
    [InlineData("${U-d}", "d")]
    [InlineData("${E-d}", "")]
    [InlineData("${E:-d}", "d")]
    [InlineData("${U+d}x", "x")]
    [InlineData("${E+d}x", "dx")]
    [InlineData("${E:+d}x", "x")]
    [InlineData("${V:+d}x", "dx")]
    [InlineData("${V?m}", "3.22.1")]
    [InlineData("${V:?m}", "3.22.1")]
    [InlineData("${U:-${V%.*}}", "3.22")]
    [InlineData("${U:-$V}", "3.22.1")]
    [InlineData("${U:-\"a}b\"}", "a}b")]
    [InlineData("\"${V}\"-'q'", "3.22.1-q")]
    [InlineData("\\q$V", "q3.22.1")]
    [InlineData("\"a\\\"b\"x", "a\"bx")]
    [InlineData("\"\\q\"x", "\\qx")]
    [InlineData("'$V'x", "$Vx")]
    [InlineData("$Vx.z", ".z")]
    [InlineData("$V-x", "3.22.1-x")]
    [InlineData("${V}x", "3.22.1x")]
    [InlineData("x${U}", "x")]
    [InlineData("x$-y", "xy")]
    [InlineData("x$$V", "xV")]
    [InlineData("x$1y", "xy")]
    [InlineData("${V%\\.1}", null)]
    [InlineData("${V//\\//-}", "3.22.1")]
    [InlineData("${P//\\//-}", "a-b-c")]
    [InlineData("${P#*\\/}", "b/c")]
    [InlineData("${P%/*}", "a/b")]
    [InlineData("${S#a*}", "abaab")]
    [InlineData("${S##a*}", "")]
    [InlineData("${S%*a}", "aabaab")]
    [InlineData("${S%%a*}", "")]
    [InlineData("${S/a?/-}", "-baab")]
    [InlineData("${S//a/-}", "--b--b")]
    [InlineData("${S//a*/-}", "-")]
    [InlineData("${S/#a/z}", "aabaab")]
    [InlineData("${S/a\\*/z}", "aabaab")]
    [InlineData("${S/\\a/z}", null)]
    [InlineData("${V:0:1}", null)]
    [InlineData("${V^}", null)]
    [InlineData("${V,,}", null)]
    [InlineData("${}", null)]
    [InlineData("${V", null)]
    [InlineData("${:V}", null)]
    [InlineData("${V%\".\"*}", "3.22")]
    [InlineData("${V%'.1'}", "3.22")]
    [InlineData("${V%$W}", "3.22")]
    [InlineData("${W#.}x", "1x")]
    [InlineData("${V%%*}x", "x")]
    [InlineData("${V##*}x", "x")]
    [InlineData("${V/$W/-}", "3.22-")]
    [InlineData("${U:-a\\}b}", "a}b")]
    [InlineData("$X_9", "n")]
    [InlineData("${Ü:-u}x", "ux")]
    [InlineData("\"${U:-'x'}\"", "x")]
    [InlineData("${U:-'x'}", "x")]
    [InlineData("${S:+${V}}", "3.22.1")]
    [InlineData("\"$\"x", "$x")]
    [InlineData("x${!}y", "xy")]
    [InlineData("x$@y", "xy")]
    [InlineData("${N-d}x", "dx")]
    [InlineData("${N:-d}x", "dx")]
    [InlineData("x$N", "x")]
    [InlineData("x\\", "x")]
    [InlineData("\"x", null)]
    [InlineData("'x", null)]
    public void A_word_is_what_BuildKit_makes_of_it(string word, string? expected) => Assert.Equal(expected, new VariableExpansion(Values, '\\').Expand(word));

    [Theory]
    [InlineData("a$UNKNOWN", null)]
    [InlineData("a${UNKNOWN:-b}", null)]
    [InlineData("a${UNKNOWN:+b}", null)]
    [InlineData("${UNKNOWN%b}", null)]
    [InlineData("${V/$UNKNOWN/b}", null)]
    [InlineData("${V%$UNKNOWN}", null)]
    [InlineData("${V:-$UNKNOWN}", "3.22.1")]
    [InlineData("a${UNKNOWN+b}", "ab")]
    [InlineData("'$UNKNOWN'", "$UNKNOWN")]
    [InlineData("${S//*/z}", null)]
    [InlineData("${V//2/\\$x}", null)]
    public void What_depends_on_an_unknown_value_is_unknown(string word, string? expected) =>
        Assert.Equal(expected, new VariableExpansion(Values, '\\').Expand(word));

    [Fact]
    public void The_escape_character_is_the_Dockerfiles() => Assert.Equal("\\q", new VariableExpansion(Values, '`').Expand("`\\q"));

    [Theory]
    [InlineData("linux/arm64", "linux/arm64", "arm64", "")]
    [InlineData("linux/arm64/v8", "linux/arm64", "arm64", "")]
    [InlineData("Linux/ARM", "linux/arm/v7", "arm", "v7")]
    [InlineData("linux/arm/v6", "linux/arm/v6", "arm", "v6")]
    [InlineData("linux/armhf", "linux/arm/v7", "arm", "v7")]
    [InlineData("linux/x86_64", "linux/amd64", "amd64", "")]
    [InlineData("aarch64", "linux/arm64", "arm64", "")]
    [InlineData("linux", "linux/amd64", "amd64", "")]
    public void A_platform_has_the_name_that_BuildKit_gives_it(string text, string name, string architecture, string variant)
    {
        var platform = PlatformName.Parse(text, new PlatformName("linux", "amd64", ""));

        Assert.Equal((name, architecture, variant), (platform?.ToString(), platform?.Architecture, platform?.Variant));
    }

    [Theory]
    [InlineData("a,b", "a|b")]
    [InlineData("\"a,b\",c", "a,b|c")]
    [InlineData("\"a\"\"b\",", "a\"b|")]
    [InlineData("\"a", "a")]
    [InlineData("", "")]
    public void A_list_is_read_as_CSV(string list, string expected) => Assert.Equal(expected, string.Join('|', CommaList.Split(list)));
}
