@echo off
rem On Windows: what needs no Linux engine. The rest runs in WSL, by build.sh.
setlocal
cd /d "%~dp0"
set MSBUILDDISABLENODEREUSE=1
set DOTNET_NOLOGO=1
if "%~1"=="pack" goto pack
if "%~1"=="test" goto test
echo usage: build pack ^| test
echo.
echo   pack    leave artifacts\packages\Harpoon.Sdk.^<version^>.nupkg
echo   test    run the tests; those that need an engine are skipped with their reason when none answers
echo.
echo demo, bench and engine need a Linux shell. In WSL, in this folder: ./build.sh demo
exit /b 64

:pack
dotnet pack src\Harpoon.Sdk -c Release -o artifacts\packages --nologo
exit /b %errorlevel%

:test
call :pack || exit /b 1
dotnet test Harpoon.Build.sln -c Release --nologo
exit /b %errorlevel%
