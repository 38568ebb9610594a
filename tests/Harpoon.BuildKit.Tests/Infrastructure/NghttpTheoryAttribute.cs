using System.Runtime.CompilerServices;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary><see cref="NghttpFactAttribute"/> with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NghttpTheoryAttribute : TheoryAttribute
{
    public NghttpTheoryAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Skip = NghttpFactAttribute.WhyNot;
    }
}
