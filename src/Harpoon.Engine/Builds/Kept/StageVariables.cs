using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Engine.Dockerfiles.Words;

namespace Harpoon.Engine.Builds.Kept;

/// <summary>The variables that a step has at its place in a stage: those of the image, and the arguments that are declared up to there, in its own stage and with BuildKit in those that it is on top of.</summary>
internal sealed class StageVariables
{
    private readonly ImageBuildRequest _request;
    private readonly Dictionary<string, string?> _all = new(StringComparer.Ordinal);
    private readonly HashSet<string> _arguments = new(StringComparer.Ordinal);
    private readonly HashSet<string> _environment = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _global;

    private StageVariables(ImageBuildRequest request, IEnumerable<string> environment)
    {
        _request = request;
        _global = GlobalArguments.Of(request.Syntax, request.Arguments, request.Automatic);
        foreach (var variable in environment)
        {
            var parts = variable.Split('=', 2);
            _all[parts[0]] = parts.ElementAtOrDefault(1) ?? "";
            _environment.Add(parts[0]);
        }
    }

    /// <param name="request">What was built.</param>
    /// <param name="point">The step.</param>
    /// <param name="environment">The variables of the image that the step is on top of.</param>
    public static StageVariables Of(ImageBuildRequest request, KeptPoint point, IEnumerable<string> environment)
    {
        var variables = new StageVariables(request, environment);
        var stages = request.Reading.Stages;
        var chain = new Stack<int>();
        for (int? stage = point.Stage; stage is { } number; stage = request.ByBuildKit ? stages[number].Parent : null)
        {
            chain.Push(number);
        }

        foreach (var stage in chain)
        {
            var instructions = stages[stage].Stage.Instructions;
            variables.Take(stage == point.Stage ? instructions.Take(point.IsBase ? 0 : point.LeftOut).Concat(point.IsBase ? [] : point.Added) : instructions);
        }

        return variables;
    }

    /// <summary>Puts values into a word; the word as it is if one can't be known.</summary>
    public string Expand(string word) => ExpandOrNull(word) ?? word;

    /// <summary>The arguments, but for those that a variable of the image hides, and those whose values can't be known.</summary>
    /// <param name="inherited">The names of the arguments whose values come from the build's environment.</param>
    public ImmutableArray<KeptVariable> Arguments(IReadOnlySet<string> inherited) =>
    [
        .. _arguments.Where(name => !_environment.Contains(name)).Order(StringComparer.Ordinal)
            .Select(name => (Name: name, Value: _all.GetValueOrDefault(name)))
            .Where(argument => argument.Value is not null)
            .Select(argument => new KeptVariable(argument.Name, argument.Value!, inherited.Contains(argument.Name))),
    ];

    private string? ExpandOrNull(string word) => new VariableExpansion(_all, _request.Syntax.Escape).Expand(word);

    private void Take(IEnumerable<Instruction> instructions)
    {
        foreach (var instruction in instructions.Where(instruction => instruction.Name == "ARG"))
        {
            foreach (var word in instruction.Words)
            {
                Declare(word.Split('=', 2));
            }
        }
    }

    private void Declare(string[] parts)
    {
        var name = parts[0];
        if (_environment.Contains(name))
        {
            return;
        }

        var value = _request.Arguments.GetValueOrDefault(name)
            ?? (parts.Length == 2 ? ExpandOrNull(parts[1]) : _global.GetValueOrDefault(name));
        if (value is not null)
        {
            _all[name] = value;
            _arguments.Add(name);
        }
    }
}
