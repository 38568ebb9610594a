using Harpoon.Terminal;

// the file of the deferred run, then what 'dotnet run' was given after '--'
return await TerminalProgram.RunAsync(args[0], args[1..]);
