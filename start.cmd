@echo off
rem Starts PoseGuide in the browser, on Windows, by a double click. Nothing needs to be installed before:
rem uv brings Python and the parts of PoseGuide into this folder.
setlocal
rem Also a folder of another computer becomes the current one by this.
pushd "%~dp0"

set "UV="
for %%U in (uv.exe) do set "UV=%%~$PATH:U"
if not defined UV set "UV=%USERPROFILE%\.local\bin\uv.exe"
if exist "%UV%" goto start

echo PoseGuide needs uv, which is fetched now from https://astral.sh/uv/install.ps1 and put into your home folder.
rem The settings of your terminal stay as they are.
set "UV_NO_MODIFY_PATH=1"
powershell -NoProfile -ExecutionPolicy Bypass -Command "irm https://astral.sh/uv/install.ps1 | iex"
if exist "%UV%" goto start
echo uv could not be fetched. Check the connection to the internet, or install uv: https://docs.astral.sh/uv/
pause
exit /b 1

:start
if not exist ".venv\" echo The first start fetches Python and the parts of PoseGuide from the internet: some minutes, about 1 GB of disk.
"%UV%" run poseguide app
if not errorlevel 1 exit /b 0
echo PoseGuide did not start.
pause
exit /b 1
